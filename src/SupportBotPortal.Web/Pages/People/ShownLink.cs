using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Pages.People;

/// <summary>A link that was just made: shown once.</summary>
/// <param name="Mail">What came of mailing it; <see langword="null"/> if it was not to be.</param>
public sealed record ShownLink(Guid Id, string Email, AccountLinkPurpose Purpose, string Url, LetterOutcome? Mail);
