using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>
/// A row's place in an order, readable in the address: <c>212~PRODUCTION OPENAI</c>, or the name alone where that is the order.
/// Nothing before the sign: the row has no value.
/// </summary>
internal sealed record ListCursor(string Value, string Name)
{
    private const char Sign = '~';

    public static string Write(ProviderSortKey key, Provider provider) =>
        key == ProviderSortKey.Name ? provider.NormalizedName : SortColumns.Of(key).Write(provider) + Sign + provider.NormalizedName;

    /// <returns><see langword="null"/> for a text that is no place in this order.</returns>
    public static ListCursor? Read(ProviderSortKey key, string text)
    {
        if (text.Length is 0 or > 400 || text.Contains('\0', StringComparison.Ordinal)) return null;
        if (key == ProviderSortKey.Name) return new(text, text);
        var column = SortColumns.Of(key);
        return text.IndexOf(Sign, StringComparison.Ordinal) is >= 0 and var at && (at == 0 ? column.CanBeMissing : column.CanRead(text[..at])) ? new(text[..at], text[(at + 1)..]) : null;
    }
}
