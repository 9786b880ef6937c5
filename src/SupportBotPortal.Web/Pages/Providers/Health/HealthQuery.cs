using SupportBotPortal.Core.Health.Reading;

namespace SupportBotPortal.Web.Pages.Providers.Health;

/// <summary>What of a provider's health is looked at, as it stands in the address.</summary>
public sealed record HealthQuery(string Slug, HistoryRange Range, bool OnlyRefused = false, CheckCursor? Before = null)
{
    private const string Failures = "failures";

    /// <returns><see langword="null"/> for words that mean nothing here.</returns>
    public static HealthQuery? Read(string slug, string? range, string? only, string? before) =>
        HistoryWords.RangeOf(range) is { } known && only is null or "" or Failures
            ? new(slug, known, only == Failures, CheckCursor.Parse(before))
            : null;

    public string Url()
    {
        var url = $"/providers/{Slug}/health?range={HistoryWords.WordOf(Range)}";
        if (OnlyRefused) url += "&only=" + Failures;
        return Before is null ? url : $"{url}&before={Before}#tests";
    }
}
