using System.Globalization;
using SupportBotPortal.Core.Usage.Reading;

namespace SupportBotPortal.Web.Pages.Usage;

/// <summary>What of usage is looked at, as it stands in the address.</summary>
public sealed record UsageQuery(UsageRange Range, UsageGrouping Grouping, UsageFilter Filter)
{
    private const int LongestModel = 200;

    /// <returns><see langword="null"/> for words that mean nothing here.</returns>
    public static UsageQuery? Read(string? range, string? by, string? provider, string? model, string? bot)
    {
        if (UsageWords.RangeOf(range) is not { } known || UsageWords.GroupingOf(by) is not { } grouping) return null;
        if (!TryId(provider, out var providerId) || !TryId(bot, out var tokenId) || model?.Length > LongestModel) return null;
        return new(known, grouping, new(providerId, string.IsNullOrEmpty(model) ? null : model, tokenId));
    }

    public string Url() => "/usage" + Words(withGrouping: true);

    public string ExportUrl(string format) => $"/usage/export{Words(withGrouping: false)}&format={format}";

    private static bool TryId(string? text, out Guid? id)
    {
        id = null;
        if (string.IsNullOrEmpty(text)) return true;
        if (!Guid.TryParse(text, CultureInfo.InvariantCulture, out var read)) return false;
        id = read;
        return true;
    }

    private string Words(bool withGrouping)
    {
        var words = "?range=" + UsageWords.WordOf(Range);
        if (withGrouping) words += "&by=" + UsageWords.WordOf(Grouping);
        if (Filter.ProviderId is { } provider) words += $"&provider={provider}";
        if (Filter.ModelId is { } model) words += "&model=" + Uri.EscapeDataString(model);
        if (Filter.TokenId is { } bot) words += $"&bot={bot}";
        return words;
    }
}
