namespace SupportBotPortal.Core.Generation.Trials;

/// <summary>How far an answer has come that is tried.</summary>
public sealed record TrialState
{
    /// <summary>What it says so far, as Markdown.</summary>
    public string Text { get; init; } = "";

    /// <summary>From asking to the first word.</summary>
    public TimeSpan? FirstWordAfter { get; init; }

    /// <summary>From asking to the last word, or to what went wrong.</summary>
    public TimeSpan? Took { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    /// <summary>What went wrong, as a sentence for an admin.</summary>
    public string? Problem { get; init; }

    /// <summary>Why it ends before its end, such as a limit of tokens.</summary>
    public string? EndsBecause { get; init; }

    public bool IsDone => Took is not null;
}
