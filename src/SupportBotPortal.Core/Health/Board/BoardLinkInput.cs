namespace SupportBotPortal.Core.Health.Board;

/// <summary>What a person typed about a link, before it is checked.</summary>
/// <param name="Name">Where it is to hang.</param>
/// <param name="Until">Its last day, such as 2026-12-31; empty = until it is taken back.</param>
public sealed record BoardLinkInput(string Name, string Until);
