using System.Globalization;
using SupportBotPortal.Core.Audit.Reading;

namespace SupportBotPortal.Web.Pages.Audit;

/// <summary>Which lines of the audit log are looked at, as it stands in the address.</summary>
/// <param name="Before">The page that begins below the line with this number.</param>
public sealed record AuditQuery(AuditFilter Filter, long? Before = null)
{
    private const int Longest = 200;
    private const string Day = "yyyy-MM-dd";

    public static readonly AuditQuery All = new(AuditFilter.All);

    public string From => Filter.From?.ToString(Day, CultureInfo.InvariantCulture) ?? "";

    public string Until => Filter.Until?.ToString(Day, CultureInfo.InvariantCulture) ?? "";

    /// <returns><see langword="null"/> for what means nothing here.</returns>
    public static AuditQuery? Read(string? q, string? area, string? subject, string? from, string? until, long? before)
    {
        if (q?.Length > Longest || area?.Length > Longest || subject?.Length > Longest || !TryDay(from, out var first) || !TryDay(until, out var last)) return null;
        return new(new(q?.Trim() ?? "", area ?? "", subject ?? "", first, last), before);
    }

    public string Url() => "/audit" + Words(Before);

    /// <summary>Where the lines of one thing or person stand.</summary>
    public static string UrlOf(string subject) => new AuditQuery(AuditFilter.All with { Subject = subject }).Url();

    /// <summary>As hidden fields of a form.</summary>
    public IEnumerable<(string Name, string Value)> Fields()
    {
        if (Filter.Text.Length > 0) yield return ("q", Filter.Text);
        if (Filter.Area.Length > 0) yield return ("area", Filter.Area);
        if (Filter.Subject.Length > 0) yield return ("subject", Filter.Subject);
        if (From.Length > 0) yield return ("from", From);
        if (Until.Length > 0) yield return ("until", Until);
    }

    private string Words(long? before)
    {
        var parts = Fields().Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}").ToList();
        if (before is not null) parts.Add(string.Create(CultureInfo.InvariantCulture, $"before={before}"));
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    private static bool TryDay(string? text, out DateOnly? day)
    {
        day = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        // The end of the calendar has no day after it.
        if (!DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) || read == DateOnly.MaxValue) return false;
        day = read;
        return true;
    }
}
