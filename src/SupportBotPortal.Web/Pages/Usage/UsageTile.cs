namespace SupportBotPortal.Web.Pages.Usage;

/// <summary>One number that says how it is going.</summary>
/// <param name="More">What it is made of.</param>
public sealed record UsageTile(string Name, string Value, string More, bool IsBad = false);
