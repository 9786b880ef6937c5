using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>Reads an answer that comes as one.</summary>
internal static class WholeBody
{
    /// <summary>Beyond it room is made as bytes come, and not because they were announced.</summary>
    private const int Usual = 256 << 10;

    public static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength is not (> 0 and <= Usual and var length)) return await content.ReadAsByteArrayAsync(cancellationToken);
        var whole = new byte[length];
        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        var read = await body.ReadAtLeastAsync(whole, whole.Length, throwOnEndOfStream: false, cancellationToken);
        if (read < whole.Length) return whole[..read];
        // To the end of it, which some protocols send by itself.
        return await body.ReadAsync(new byte[1], cancellationToken) == 0 ? whole : throw new ProviderFailureException(FailureCause.NotTheExpectedApi, "The provider sent more than it announced.");
    }
}
