namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>Tells a page for people from an answer of the API.</summary>
public static class WebPage
{
    public static bool Is(string? contentType, ReadOnlySpan<byte> body) => IsHtml(contentType) || BeginsWithMarkup(body);

    public static bool IsHtml(string? contentType) => contentType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true;

    // Not every web filter says what it sends.
    private static bool BeginsWithMarkup(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith("\uFEFF"u8))
            body = body["\uFEFF"u8.Length..];
        return body.TrimStart(" \t\r\n"u8) is [(byte)'<', ..];
    }
}
