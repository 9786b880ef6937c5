using System.Globalization;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Reading;
using SupportBotPortal.Core.Health.States;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Display.Charts;

namespace SupportBotPortal.Web.Pages.Providers.Health;

/// <summary>What the history says, in the words of the pages.</summary>
public static class HistoryWords
{
    /// <summary>The ranges: in the address, as a title, and in a sentence.</summary>
    public static IReadOnlyList<(HistoryRange Range, string Word, string Title)> Ranges { get; } =
    [
        (HistoryRange.Day, "24h", "24 hours"),
        (HistoryRange.Week, "7d", "7 days"),
        (HistoryRange.Month, "30d", "30 days"),
        (HistoryRange.Quarter, "90d", "90 days"),
    ];

    public static string WordOf(HistoryRange range) => Ranges.First(r => r.Range == range).Word;

    public static string TitleOf(HistoryRange range) => Ranges.First(r => r.Range == range).Title;

    /// <returns>The day for nothing; <see langword="null"/> for what is no range.</returns>
    public static HistoryRange? RangeOf(string? word) =>
        string.IsNullOrEmpty(word) ? HistoryRange.Day : Ranges.Where(r => r.Word == word).Select(r => (HistoryRange?)r.Range).FirstOrDefault();

    /// <inheritdoc cref="UptimeWords.Of"/>
    public static string Uptime(VerdictCounts counts) => UptimeWords.Of(counts);

    public static string Milliseconds(int? value) => value is { } some ? $"{some:N0} ms" : "—";

    /// <summary>An hour or a day of a chart.</summary>
    public static string Slot(DateTime start, bool isHourly) => start.ToString(isHourly ? "d MMM HH:mm" : "d MMM", CultureInfo.InvariantCulture);

    public static string Time(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Proof(ProofLevel proof) => proof switch
    {
        ProofLevel.None => "nothing",
        ProofLevel.Reachable => "it answers",
        ProofLevel.KeyProven => "the key",
        ProofLevel.ModelProven => "a model generates",
        _ => "something this version does not know",
    };

    /// <summary>Who or what started it.</summary>
    public static string StartedBy(Check check)
    {
        ArgumentNullException.ThrowIfNull(check);
        return check.Kind switch
        {
            CheckKind.Scheduled => "the schedule",
            CheckKind.Deep => "the schedule, with a paid answer",
            _ => check.StartedBy is { Length: > 0 } person ? person : "somebody",
        };
    }

    public static Badge Of(CheckVerdict verdict, FailureCause? cause) => new(Sparkline.ToneOf(verdict), verdict switch
    {
        CheckVerdict.Passed => "Passed",
        CheckVerdict.Slow => "Slow",
        CheckVerdict.RateLimited => CauseAdvice.For(FailureCause.RateLimit).Label,
        CheckVerdict.Quota => CauseAdvice.For(FailureCause.Quota).Label,
        CheckVerdict.Failed => cause is { } known ? $"Failed · {CauseAdvice.For(known).Label}" : "Failed",
        CheckVerdict.NotTestable => "Not testable",
        CheckVerdict.Interrupted => "Interrupted",
        _ => throw new InvalidOperationException($"No word for {verdict}."),
    });

    public static Badge Of(HealthState state, FailureCause? cause = null) => new(StateStrip.ToneOf(state), state switch
    {
        HealthState.Unknown => "Unknown",
        HealthState.Healthy => "Healthy",
        HealthState.Slow => "Slow",
        HealthState.RateLimited => CauseAdvice.For(FailureCause.RateLimit).Label,
        HealthState.Quota => CauseAdvice.For(FailureCause.Quota).Label,
        HealthState.Down => cause is { } known ? $"Down · {CauseAdvice.For(known).Label}" : "Down",
        HealthState.NotTestable => "Not testable",
        _ => throw new InvalidOperationException($"No word for {state}."),
    });
}
