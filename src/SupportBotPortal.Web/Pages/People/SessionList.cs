namespace SupportBotPortal.Web.Pages.People;

/// <summary>The browsers in which somebody is signed in.</summary>
/// <param name="EndUrl">Where one of them is ended; <see langword="null"/> if this person may not.</param>
public sealed record SessionList(IReadOnlyList<SessionRow> Rows, string? EndUrl);
