namespace SupportBotPortal.Web.Pages.Generation.Trials;

/// <summary>The saved examples, asked once more of a draft.</summary>
public sealed record ReplayPanel(IReadOnlyList<ReplayRow> Rows)
{
    /// <summary>Once all have been asked.</summary>
    public ReplaySum? Sum { get; init; }
}
