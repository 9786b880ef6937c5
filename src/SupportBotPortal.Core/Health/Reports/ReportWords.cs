using System.Globalization;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Reports;

/// <summary>What a report says, the same on its page, in a mail and in what a webhook gets.</summary>
public static class ReportWords
{
    /// <summary>The head over models that are turned off soon, or were.</summary>
    public const string Retiring = "Models that are about to retire, or have";

    private const int LongestTitle = 180;
    private const int MostNames = 3;

    /// <summary>A line for all of it, the subject of its mail: “Weekly: 9 of 10 providers at 99.5 % or better; Old was down for 3 hours (16–22 March 2026)”.</summary>
    public static string Title(ReportContent report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var period = $" ({ReportPeriodWords.Of(report)})";
        var title = $"{Plugins.VisibleText.WithoutHidden(report.Name)}: {Verdict(report)}";
        if (title.Length + period.Length <= LongestTitle) return title + period;
        var cut = LongestTitle - period.Length - 1;
        // At the end of a word, so that “5…” is not taken for a number.
        if (title.LastIndexOf(' ', cut) is var space && space > cut / 2) cut = space;
        return title[..(char.IsHighSurrogate(title[cut - 1]) ? cut - 1 : cut)] + "…" + period;
    }

    /// <summary>E.g. “9 of 10 providers answered 99.5 % of their tests or better; Old OpenAI was down for 3 hours. 2 were not tested.”</summary>
    public static string Summary(ReportContent report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var tested = report.Lines.Where(l => l.IsTested).ToList();
        var rest = report.Lines.Count - tested.Count;
        if (report.Lines.Count == 0) return "This report is about no provider: there is none of those that it is to be about.";
        if (tested.Count == 0) return rest == 1 ? $"{report.Lines[0].Name} was not tested, so nothing is known of it." : Invariant($"None of {rest:N0} providers was tested, so nothing is known of them.");
        var well = tested.Count(l => l.IsWell);
        var sentence = (tested.Count, well) switch
        {
            (1, 1) => $"{tested[0].Name} answered 99.5 % of its tests or better",
            (1, 0) => $"{tested[0].Name} answered {Reading.UptimeWords.Of(tested[0].Figures.Counts)} of its tests",
            (_, 0) => Invariant($"None of {tested.Count:N0} providers answered 99.5 % of their tests or better"),
            _ when well == tested.Count => Invariant($"All {well:N0} providers answered 99.5 % of their tests or better"),
            _ => Invariant($"{well:N0} of {tested.Count:N0} providers answered 99.5 % of their tests or better"),
        };
        if (Downs(report) is { } downs) sentence += "; " + downs;
        else if (well < tested.Count && tested.Count > 1) sentence += $"; the worst was {tested[0].Name} with {Reading.UptimeWords.Of(tested[0].Figures.Counts)}";
        return rest == 0 ? sentence + "." : Invariant($"{sentence}. {rest:N0} {(rest == 1 ? "was" : "were")} not tested.");
    }

    /// <summary>E.g. “9 of 10 providers at 99.5 % or better”.</summary>
    public static string Verdict(int tested, int well) => tested switch
    {
        0 => "nothing was tested",
        1 => well == 1 ? "1 provider at 99.5 % or better" : "1 provider below 99.5 %",
        _ when well == tested => Invariant($"all {well:N0} providers at 99.5 % or better"),
        _ => Invariant($"{well:N0} of {tested:N0} providers at 99.5 % or better"),
    };

    /// <summary>By how many percentage points it is better or worse: “+0.42”, “−1.20”, “±0”; a dash if there is nothing to compare.</summary>
    public static string Points(double? change) => change switch
    {
        null => "—",
        _ when Math.Abs(change.Value) < 0.005 => "±0",
        _ => (change > 0 ? "+" : "−") + Math.Abs(change.Value).ToString("0.00", CultureInfo.InvariantCulture),
    };

    /// <summary>By how many milliseconds it takes longer or shorter.</summary>
    public static string Milliseconds(int? change) => change switch
    {
        null => "—",
        0 => "±0 ms",
        _ => Invariant($"{(change > 0 ? "+" : "−")}{Math.Abs((long)change.Value):N0} ms"),
    };

    public static string Time(int? milliseconds) => milliseconds is { } some ? Invariant($"{some:N0} ms") : "—";

    /// <summary>What an incident was, without its provider: “down (Network)”.</summary>
    public static string What(ReportedIncident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        var state = incident.State switch { HealthState.RateLimited => "rate limited", HealthState.Quota => "out of quota", _ => "down" };
        return incident is { State: HealthState.Down, Cause: { } cause } ? $"{state} ({CauseAdvice.For(cause).Label})" : state;
    }

    /// <summary>How many incidents are only counted; <see langword="null"/> if all are listed.</summary>
    public static string? Unlisted(ReportContent report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.IncidentCount - report.Incidents.Count is var rest and > 0 ? Invariant($"And {rest:N0} more, which are counted and not listed.") : null;
    }

    /// <summary>How long an incident lasted, or has lasted until the report was made.</summary>
    public static string Length(ReportedIncident incident, DateTime firedAt)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return incident.EndedAt is { } end ? AlertWords.Length(end - incident.StartedAt) : $"{AlertWords.Length(firedAt - incident.StartedAt)}, goes on";
    }

    /// <summary>When a key is due: “overdue since 1 March 2026”, “due on 1 April 2026”.</summary>
    public static string Due(ReportedKey key, ReportContent report)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(report);
        return (key.DueAt <= report.FiredAt ? "overdue since " : "due on ") + Day(DateOnly.FromDateTime(key.DueAt));
    }

    /// <summary>When a model is turned off.</summary>
    public static string Retires(ReportedModel model, ReportContent report)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(report);
        return (model.RetiresOn < DateOnly.FromDateTime(report.FiredAt) ? "retired on " : "retires on ") + Day(model.RetiresOn);
    }

    private static string Verdict(ReportContent report)
    {
        var tested = report.Lines.Where(l => l.IsTested).ToList();
        if (tested.Count == 0) return "nothing was tested";
        var well = tested.Count(l => l.IsWell);
        var verdict = (tested.Count, well) switch
        {
            (1, 1) => $"{tested[0].Name} at 99.5 % or better",
            (1, 0) => $"{tested[0].Name} at {Reading.UptimeWords.Of(tested[0].Figures.Counts)}",
            _ => Verdict(tested.Count, well),
        };
        return Downs(report) is { } downs ? $"{verdict}; {downs}" : verdict;
    }

    private static string? Downs(ReportContent report)
    {
        var down = report.Lines.Where(l => l.Figures.DownSeconds > 0).OrderByDescending(l => l.Figures.DownSeconds).ToList();
        if (down.Count == 0) return null;
        var named = down.Take(down.Count <= MostNames ? MostNames : MostNames - 1).Select(l => $"{l.Name} was down for {AlertWords.Length(l.Down)}").ToList();
        if (down.Count > MostNames) named.Add(Invariant($"{down.Count - named.Count:N0} more were down"));
        return named.Count == 1 ? named[0] : $"{string.Join(", ", named[..^1])} and {named[^1]}";
    }

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
