namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>Reads a body up to a limit: a header may lie about the length, and a length may be missing.</summary>
public static class BoundedBody
{
    public const int ModelsLimit = 8 << 20;
    public const int AnswerLimit = 8 << 20;
    public const int ErrorLimit = 64 << 10;

    /// <returns>The body, or <see langword="null"/> if it is longer than the limit.</returns>
    public static async Task<byte[]?> ReadAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        using var target = new MemoryStream();
        var buffer = new byte[16 << 10];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (target.Length + read > limit)
                return null;
            target.Write(buffer, 0, read);
        }

        return target.ToArray();
    }

    /// <summary>The beginning of a body whose rest does not matter.</summary>
    public static async Task<byte[]> ReadErrorAsync(Stream? stream, CancellationToken cancellationToken)
    {
        if (stream is null)
            return [];
        var beginning = new byte[ErrorLimit];
        var length = await stream.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancellationToken);
        return beginning[..length];
    }
}
