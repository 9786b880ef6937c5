using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Usage.History;
using SupportBotPortal.Core.Usage.Recording;

namespace SupportBotPortal.Core.Usage.Reading;

/// <summary>What some usage comes to.</summary>
public sealed class UsageFigures
{
    private readonly SortedDictionary<UsageOutcome, long> counts = [];
    private readonly ResponseTimes firstBytes = new();
    private readonly ResponseTimes durations = new();

    /// <summary>How often each outcome came, as far as it came.</summary>
    public IReadOnlyDictionary<UsageOutcome, long> Counts => counts;

    /// <summary>How many requests of bots ended, in whichever way.</summary>
    public long Requests => Sum(UsageOutcomes.IsOfRequest);

    /// <summary>How often a model was asked: a request may take several attempts, or none.</summary>
    public long Attempts { get; private set; }

    /// <summary>How many were answered to the end by the model in production, or the one that was asked for.</summary>
    public long Answered => counts.GetValueOrDefault(UsageOutcome.Answered);

    /// <summary>How many were answered to the end by a fallback.</summary>
    public long ByFallback => counts.GetValueOrDefault(UsageOutcome.AnsweredByFallback);

    public long BrokenOff => counts.GetValueOrDefault(UsageOutcome.BrokenOff);

    public long GivenUp => counts.GetValueOrDefault(UsageOutcome.GivenUp);

    /// <summary>How often a model that was asked did not begin to answer, or the portal failed meanwhile.</summary>
    public long FailedAttempts { get; private set; }

    /// <summary>How often a model was to be asked, and was not.</summary>
    public long NotAsked => Sum(UsageOutcomes.IsNotAsked);

    /// <summary>How many requests got no answer at all.</summary>
    public long Refused => Sum(UsageOutcomes.IsRefusal);

    /// <summary>How many of those were refused for what the bot sent.</summary>
    public long RefusedToBots => Sum(UsageOutcomes.IsOfBot);

    public long InputTokens { get; private set; }

    public long OutputTokens { get; private set; }

    /// <summary>How many answers are not in the sums of tokens, because their providers did not say what they cost.</summary>
    public long Untold { get; private set; }

    /// <summary>Half of the streamed answers began within so many milliseconds; <see langword="null"/> without any.</summary>
    public int? FirstByteMedian => firstBytes.Percentile(0.5);

    public int? FirstByteP95 => firstBytes.Percentile(0.95);

    /// <summary>Half of the whole answers took so many milliseconds at most; <see langword="null"/> without any.</summary>
    public int? DurationMedian => durations.Percentile(0.5);

    public int? DurationP95 => durations.Percentile(0.95);

    internal void Add(UsageKey key, UsageSums sums)
    {
        var outcome = key.Outcome;
        counts[outcome] = counts.GetValueOrDefault(outcome) + sums.Count;
        // A bot may go away before any model is asked; and a fault of the portal may end an attempt.
        var isAttempt = key.ProviderId != Guid.Empty && !outcome.IsNotAsked();
        if (isAttempt) Attempts += sums.Count;
        if (isAttempt && (outcome.IsFailedAttempt() || outcome.IsRefusal())) FailedAttempts += sums.Count;
        (InputTokens, OutputTokens, Untold) = (InputTokens + sums.InputTokens, OutputTokens + sums.OutputTokens, Untold + sums.Untold);
        Add(firstBytes, sums.FirstBytes);
        Add(durations, sums.Durations);
    }

    /// <summary>What somebody else wrote there takes the times of one hour, not the page.</summary>
    private static void Add(ResponseTimes times, byte[] bytes)
    {
        if (bytes.Length % 5 == 0) times.Add(ResponseTimes.FromBytes(bytes));
    }

    private long Sum(Func<UsageOutcome, bool> which) => counts.Where(c => which(c.Key)).Sum(c => c.Value);
}
