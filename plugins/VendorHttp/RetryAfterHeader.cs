using System.Globalization;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary><c>Retry-After</c>: seconds or a date; capped, for it comes from a stranger.</summary>
public static class RetryAfterHeader
{
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static TimeSpan? Read(HttpResponseMessage response, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(response);
        return response.Headers.TryGetValues("Retry-After", out var values) ? Read(values.First(), time) : null;
    }

    public static TimeSpan? Read(string? value, TimeProvider time)
    {
        if (Seconds(value) is { } wait)
            return wait;
        if (DateTimeOffset.TryParseExact(value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return Cap(at - time.GetUtcNow());
        return null;
    }

    /// <summary>A number of seconds, for vendors who write it elsewhere.</summary>
    public static TimeSpan? Seconds(string? value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? Cap(TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds)))
            : null;

    private static TimeSpan Cap(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
}
