using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Pages.Audit;

/// <summary>A line of the audit log, as it is shown.</summary>
/// <param name="Url">Where that which was acted on is; <see langword="null"/> if it is gone, or has no page.</param>
public sealed record AuditLine(AuditEntry Entry, IReadOnlyList<AuditChange> Changes, string? Url)
{
    private const int Short = 90;

    public string Title => AuditWords.TitleOf(Entry.Action);

    public bool IsRefusal => AuditWords.IsRefusal(Entry.Action);

    /// <summary>Those that can be read in passing.</summary>
    public IEnumerable<AuditChange> Brief => Changes.Where(IsBrief);

    /// <summary>Those that are looked at on purpose.</summary>
    public IReadOnlyList<AuditChange> Longer => [.. Changes.Where(c => !IsBrief(c))];

    /// <summary>Who did it is also whom it was about: not said twice.</summary>
    public bool IsAboutOneself => Entry.ActorId is { } actor && Entry.SubjectId == actor.ToString();

    private static bool IsBrief(AuditChange change) => Fits(change.Before) && Fits(change.After);

    private static bool Fits(string? text) => text is null || (text.Length <= Short && !text.Contains('\n', StringComparison.Ordinal));
}
