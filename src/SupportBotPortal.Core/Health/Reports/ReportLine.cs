using System.Globalization;
using SupportBotPortal.Core.Plugins;

namespace SupportBotPortal.Core.Health.Reports;

/// <summary>A provider of a report, with its name.</summary>
/// <param name="Figures">What the report says of it.</param>
/// <param name="Known"><see langword="null"/>: it was destroyed.</param>
public sealed record ReportLine(ReportedProvider Figures, ReportedName? Known)
{
    /// <summary>As people know it: nothing in it may turn a line around, or begin one.</summary>
    public string Name => NameOf(Known);

    /// <summary>Whether there are tests that say something of it.</summary>
    public bool IsTested => Figures.IsTested;

    public bool IsWell => Figures.IsWell;

    public TimeSpan Down => TimeSpan.FromSeconds(Figures.DownSeconds);

    /// <summary>By how many percentage points more of its tests were answered than before; <see langword="null"/> if there is nothing to compare.</summary>
    public double? UptimeChange => Figures.Counts.Uptime is { } now && Figures.Before.Uptime is { } before ? 100 * (now - before) : null;

    /// <summary>By how many milliseconds the median is longer than before.</summary>
    public int? MedianChange => Figures.Median - Figures.MedianBefore;

    public int? P95Change => Figures.P95 - Figures.P95Before;

    /// <summary>Why it was not tested, or some of its tests say nothing.</summary>
    public IReadOnlyList<string> Skipped
    {
        get
        {
            var reasons = new List<string>();
            // How it stands when the report is made says nothing of a time in which it was tested.
            if (Figures.IsInactive && !IsTested) reasons.Add("inactive");
            if (Figures.IsOff && !IsTested) reasons.Add("tests by schedule are off");
            if (Figures.Counts.NotTestable > 0) reasons.Add(Count(Figures.Counts.NotTestable, "test could", "tests could") + " not be run: key sealed or missing, or plugin not loaded");
            if (Figures.Counts.Interrupted > 0) reasons.Add(Count(Figures.Counts.Interrupted, "test was", "tests were") + " interrupted");
            if (!IsTested && reasons.Count == 0) reasons.Add("no tests in this time");
            return reasons;
        }
    }

    internal static string NameOf(ReportedName? known) => known is null ? "A provider that was destroyed" : VisibleText.WithoutHidden(known.Name);

    private static string Count(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");
}
