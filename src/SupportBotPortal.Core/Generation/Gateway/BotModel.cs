namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>A model as a bot sees it in the list.</summary>
/// <param name="Id">What it asks for.</param>
/// <param name="CreatedAt">Since when that name stands for what it does.</param>
/// <param name="OwnedBy">The provider's type, or the portal.</param>
public sealed record BotModel(string Id, DateTime CreatedAt, string OwnedBy);
