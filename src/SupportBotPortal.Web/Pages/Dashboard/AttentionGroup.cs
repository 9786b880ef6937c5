namespace SupportBotPortal.Web.Pages.Dashboard;

/// <summary>Things of one kind that need attention: the first few, and how many there are.</summary>
/// <param name="Remedy">What to do about them, in a sentence.</param>
/// <param name="AllUrl">Where all of them are found.</param>
public sealed record AttentionGroup(string Title, string Remedy, IReadOnlyList<AttentionLine> Lines, int Total, string AllUrl)
{
    /// <summary>What is found there, if that is more than these.</summary>
    public string? AllTitle { get; init; }

    /// <summary>Whether it says how many: not of what there is one of.</summary>
    public bool IsCounted { get; init; } = true;

    /// <summary>Its line speaks of all: no others are left to be shown.</summary>
    public bool HasOwnTotal { get; init; }
}
