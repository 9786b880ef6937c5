using System.Globalization;

namespace SupportBotPortal.Core.Providers;

/// <summary>The last day of something that ends by itself, or does not.</summary>
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
        if (!DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return "Enter a day, such as 2026-12-31, or leave it empty.";
        if (day < DateOnly.FromDateTime(now)) return "That day is over already. Choose one that is to come, or leave it empty.";
        if (day > DateOnly.FromDateTime(now).AddYears(LongestYears)) return $"Choose a day within {LongestYears} years, or leave it empty: it is valid until you revoke it then.";
        endsAt = day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        return null;
    }
}
