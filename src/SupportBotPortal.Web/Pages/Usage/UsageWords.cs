using System.Globalization;
using Humanizer;
using SupportBotPortal.Core.Usage.History;
using SupportBotPortal.Core.Usage.Reading;

namespace SupportBotPortal.Web.Pages.Usage;

/// <summary>What usage says, in the words of the pages.</summary>
public static class UsageWords
{
    /// <summary>The ranges: in the address, as a title, and in a sentence.</summary>
    public static IReadOnlyList<(UsageRange Range, string Word, string Title, string Sentence)> Ranges { get; } =
    [
        (UsageRange.Today, "today", "Today", "today"),
        (UsageRange.Day, "24h", "24 hours", "in the last 24 hours"),
        (UsageRange.Week, "7d", "7 days", "in the last 7 days"),
        (UsageRange.Month, "30d", "30 days", "in the last 30 days"),
        (UsageRange.Quarter, "90d", "90 days", "in the last 90 days"),
    ];

    public static IReadOnlyList<(UsageGrouping Grouping, string Word, string Title)> Groupings { get; } =
    [
        (UsageGrouping.Provider, "provider", "Provider"),
        (UsageGrouping.Model, "model", "Model"),
        (UsageGrouping.Bot, "bot", "Bot"),
    ];

    public static string WordOf(UsageRange range) => Ranges.First(r => r.Range == range).Word;

    public static string SentenceOf(UsageRange range) => Ranges.First(r => r.Range == range).Sentence;

    public static string WordOf(UsageGrouping grouping) => Groupings.First(g => g.Grouping == grouping).Word;

    public static string TitleOf(UsageGrouping grouping) => Groupings.First(g => g.Grouping == grouping).Title;

    /// <returns>24 hours for nothing; <see langword="null"/> for what is no range.</returns>
    public static UsageRange? RangeOf(string? word) => string.IsNullOrEmpty(word) ? UsageRange.Day : Ranges.Where(r => r.Word == word).Select(r => (UsageRange?)r.Range).FirstOrDefault();

    /// <returns>By provider for nothing; <see langword="null"/> for what is no grouping.</returns>
    public static UsageGrouping? GroupingOf(string? word) => string.IsNullOrEmpty(word) ? UsageGrouping.Provider : Groupings.Where(g => g.Word == word).Select(g => (UsageGrouping?)g.Grouping).FirstOrDefault();

    /// <summary>An hour or a day of a chart.</summary>
    public static string Slot(DateTime start, bool isHourly) => start.ToString(isHourly ? "d MMM HH:mm" : "d MMM", CultureInfo.InvariantCulture);

    public static string Milliseconds(int? value) => value is { } some ? $"{some:N0} ms" : "—";

    /// <summary>For the axis of a chart: 1.5k, 20M.</summary>
    public static string Rounded(long value) => value < 10_000 ? $"{value:N0}" : ((double)value).ToMetric(decimals: 1);

    /// <summary>How many came to nothing, and not for what the bot sent: of a model also what a fallback made up for.</summary>
    /// <param name="ofModels">Whether attempts at models are counted, and not requests of bots.</param>
    public static long FailedOf(UsageFigures figures, bool ofModels)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return figures.BrokenOff + (ofModels ? figures.FailedAttempts : figures.Refused - figures.RefusedToBots);
    }

    /// <summary>How many the portal refused for what the bot sent, before any model was asked.</summary>
    /// <inheritdoc cref="FailedOf"/>
    public static long RefusedOf(UsageFigures figures, bool ofModels)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return ofModels ? 0 : figures.RefusedToBots;
    }

    /// <summary>How many there were at all.</summary>
    /// <inheritdoc cref="FailedOf"/>
    public static long AllOf(UsageFigures figures, bool ofModels)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return ofModels ? figures.Attempts : figures.Requests;
    }

    /// <summary>What went wrong, the most frequent first.</summary>
    /// <inheritdoc cref="FailedOf"/>
    public static string Reasons(UsageFigures figures, bool ofModels) =>
        Listed(figures, outcome => outcome == UsageOutcome.BrokenOff || outcome.IsRefusal() || (ofModels && (outcome.IsFailedAttempt() || outcome.IsNotAsked())));

    /// <summary>Of what <see cref="FailedOf"/> counts.</summary>
    /// <inheritdoc cref="FailedOf"/>
    public static string ReasonsOfFailed(UsageFigures figures, bool ofModels) =>
        Listed(figures, outcome => outcome == UsageOutcome.BrokenOff || (outcome.IsRefusal() && !outcome.IsOfBot()) || (ofModels && outcome.IsFailedAttempt()));

    /// <summary>Of what <see cref="RefusedOf"/> counts.</summary>
    public static string ReasonsOfRefused(UsageFigures figures) => Listed(figures, UsageOutcomes.IsOfBot);

    /// <summary>Requests that ended without a model: no attempts, so their number stands here.</summary>
    public static string WithoutModel(UsageFigures figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return $"{"request".ToQuantity(figures.Requests, "N0", CultureInfo.InvariantCulture)}: {Listed(figures, _ => true)}";
    }

    private static string Listed(UsageFigures figures, Func<UsageOutcome, bool> which)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return string.Join(", ", figures.Counts.Where(c => which(c.Key)).OrderByDescending(c => c.Value).Select(c => $"{c.Value:N0} × {Of(c.Key)}"));
    }

    /// <summary>Behind a number.</summary>
    public static string Of(UsageOutcome outcome) => outcome switch
    {
        UsageOutcome.Answered => "answered",
        UsageOutcome.AnsweredByFallback => "answered by a fallback",
        UsageOutcome.BrokenOff => "broken off in the middle",
        UsageOutcome.GivenUp => "given up by the bot",
        UsageOutcome.Unreachable => "not reached",
        UsageOutcome.Timeout => "too slow",
        UsageOutcome.Credentials => "key not accepted",
        UsageOutcome.Permission => "not permitted",
        UsageOutcome.Quota => "quota used up",
        UsageOutcome.RateLimit => "rate limited",
        UsageOutcome.Overloaded => "overloaded",
        UsageOutcome.ModelMissing => "model missing",
        UsageOutcome.BadParameter => "parameter refused",
        UsageOutcome.UnexpectedAnswer => "not the expected API",
        UsageOutcome.ProviderError => "provider error",
        UsageOutcome.PluginError => "plugin error",
        UsageOutcome.Spared => "not asked after repeated failures",
        UsageOutcome.Unusable => "not asked for its key or settings",
        UsageOutcome.Malformed => "request cannot be read",
        UsageOutcome.TooLarge => "request too large",
        UsageOutcome.TooMany => "above the token’s limit",
        UsageOutcome.TooBusy => "portal too busy",
        UsageOutcome.NotAllowed => "model not allowed",
        UsageOutcome.UnknownModel => "no such model",
        UsageOutcome.NoSelection => "no model chosen",
        UsageOutcome.NoModelAvailable => "no model available",
        UsageOutcome.Unanswered => "all models failed",
        UsageOutcome.RefusedByModel => "refused by the model",
        UsageOutcome.PortalFault => "portal failed",
        _ => "something this version does not know",
    };
}
