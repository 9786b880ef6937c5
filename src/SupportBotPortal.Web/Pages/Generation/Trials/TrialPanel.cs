namespace SupportBotPortal.Web.Pages.Generation.Trials;

/// <summary>The playground's result: the draft, and beside it what is in production.</summary>
/// <param name="RunId">The run to follow; <see langword="null"/> if none was started, or it has ended.</param>
public sealed record TrialPanel(string? RunId)
{
    public const string Draft = "draft";
    public const string Production = "production";
    public const string After = "after";

    /// <summary>What the customer says.</summary>
    public string Message { get; init; } = "";

    public TrialAnswer? OfDraft { get; init; }

    /// <summary><see langword="null"/> if nothing is in production, or the draft is the same.</summary>
    public TrialAnswer? OfProduction { get; init; }

    /// <summary>The saved examples, asked once more.</summary>
    public ReplayPanel? Replay { get; init; }

    /// <summary>Once it has ended.</summary>
    public TrialAfter? Ended { get; init; }

    /// <summary>Why nothing was tried.</summary>
    public string? Problem { get; init; }
}
