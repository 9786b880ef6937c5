namespace SupportBotPortal.Web.Pages.People;

/// <param name="IsSent">Whether the mail server took it.</param>
/// <param name="Sentence">What it said, or why nothing was sent.</param>
public sealed record LetterOutcome(bool IsSent, string Sentence);
