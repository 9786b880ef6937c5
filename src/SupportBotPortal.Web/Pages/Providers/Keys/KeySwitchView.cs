namespace SupportBotPortal.Web.Pages.Providers.Keys;

/// <summary>What became of a new key, below the result of its test.</summary>
/// <param name="Slug">Of the provider.</param>
/// <param name="Name">Of the provider.</param>
/// <param name="Sentence">For the person.</param>
public sealed record KeySwitchView(string Slug, string Name, KeySwitchOutcome Outcome, string Sentence);
