using System.Globalization;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>The column of each sort.</summary>
internal static class SortColumns
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    private static readonly SortColumn<string> Name = new(p => p.NormalizedName, p => p.NormalizedName, false, text => text, text => text);
    private static readonly SortColumn<string> Type = new(p => p.TypeId, p => p.TypeId, false, text => text, text => text);
    private static readonly SortColumn<DateTime?> Tested = new(p => p.TestedAt, p => p.LastTest?.At, true, Write, ReadTime);
    private static readonly SortColumn<int?> Response = new(
        p => p.ResponseMilliseconds,
        p => p.LastTest is { Outcome: ProviderTestOutcome.Passed } test ? test.Milliseconds : null,
        true,
        number => number!.Value.ToString(CultureInfo.InvariantCulture),
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null);

    private static readonly SortColumn<DateTime?> Key = new(p => p.KeySetAt, p => p.KeySetAt, true, Write, ReadTime);
    private static readonly SortColumn<DateTime?> Created = new(p => p.CreatedAt, p => p.CreatedAt, false, Write, ReadTime);

    public static ISortColumn Of(ProviderSortKey key) => key switch
    {
        ProviderSortKey.Name => Name,
        ProviderSortKey.Type => Type,
        ProviderSortKey.Tested => Tested,
        ProviderSortKey.Response => Response,
        ProviderSortKey.Key => Key,
        ProviderSortKey.Created => Created,
        _ => throw new ArgumentOutOfRangeException(nameof(key)),
    };

    private static string Write(DateTime? time) => time!.Value.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static DateTime? ReadTime(string text) =>
        DateTime.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
