namespace SupportBotPortal.Core.Providers.Models;

/// <summary>What came of the last discovery of a provider.</summary>
/// <param name="Count">How many models the provider lists.</param>
/// <param name="New">Of them, those first seen after somebody last reviewed them.</param>
/// <param name="Vanished">Of those that are used, how many it lists no longer.</param>
/// <param name="At">When it was asked.</param>
public sealed record KnownModelCount(int Count, int New, int Vanished, DateTime At);
