using System.Globalization;

namespace SupportBotPortal.Core.Providers;

/// <summary>The last day of something that ends by itself, or may be without one.</summary>
public static class LastDay
{
    public const int LongestYears = 5;

    /// <param name="typed">Such as 2026-12-31; empty = it has none.</param>
    /// <param name="now">In UTC.</param>
    /// <param name="endsAt">The end of that day, in UTC.</param>
    /// <returns>What is wrong, as a sentence, or <see langword="null"/>.</returns>
    public static string? Read(string typed, DateTime now, out DateTime? endsAt)
    {
        ArgumentNullException.ThrowIfNull(typed);
        endsAt = null;
        if (typed.Length == 0) return null;
        if (Problem(typed, now, ", or leave it empty", out var day) is { } wrong) return wrong;
        if (day > DateOnly.FromDateTime(now).AddYears(LongestYears)) return $"Choose a day within {LongestYears} years, or leave it empty: it is valid until you revoke it then.";
        endsAt = EndOf(day);
        return null;
    }

    /// <summary>Of what must have one.</summary>
    /// <param name="longestDays">How far from now it may be.</param>
    /// <param name="endsAt">The end of that day, in UTC.</param>
    /// <returns>What is wrong, as a sentence, or <see langword="null"/>.</returns>
    public static string? Read(string typed, DateTime now, int longestDays, out DateTime endsAt)
    {
        ArgumentNullException.ThrowIfNull(typed);
        endsAt = default;
        var last = DateOnly.FromDateTime(now).AddDays(longestDays);
        if (typed.Length == 0) return string.Create(CultureInfo.InvariantCulture, $"Choose its last day: until {last:yyyy-MM-dd}, which is {longestDays} days from now.");
        if (Problem(typed, now, "", out var day) is { } wrong) return wrong;
        if (day > last) return string.Create(CultureInfo.InvariantCulture, $"Choose a day until {last:yyyy-MM-dd}, which is {longestDays} days from now.");
        endsAt = EndOf(day);
        return null;
    }

    private static string? Problem(string typed, DateTime now, string orElse, out DateOnly day)
    {
        if (!DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)) return $"Enter a day, such as 2026-12-31{orElse}.";
        return day < DateOnly.FromDateTime(now) ? $"That day is over already. Choose one that is to come{orElse}." : null;
    }

    private static DateTime EndOf(DateOnly day) => day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}
