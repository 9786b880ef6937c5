namespace SupportBotPortal.Core.Generation.Tokens;

/// <summary>What a person typed about a token, before it is checked.</summary>
/// <param name="Name">Whose it is to be.</param>
/// <param name="Until">Its last day, such as 2026-12-31; empty = until it is revoked.</param>
/// <param name="MayChoose">Whether its bot may ask for models by their names.</param>
/// <param name="RequestsPerMinute">Empty = as many as the settings of the portal say.</param>
public sealed record BotTokenInput(string Name, string Until, bool MayChoose, string RequestsPerMinute);
