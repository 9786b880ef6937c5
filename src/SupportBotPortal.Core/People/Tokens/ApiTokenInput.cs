using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.People.Tokens;

/// <summary>What a person typed about a token, before it is checked.</summary>
/// <param name="Name">What it is to be for.</param>
/// <param name="Until">Its last day, such as 2026-12-31.</param>
/// <param name="Grants">By the permission's name, where it holds.</param>
public sealed record ApiTokenInput(string Name, string Until, IReadOnlyDictionary<string, Environments> Grants);
