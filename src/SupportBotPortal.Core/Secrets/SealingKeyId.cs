namespace SupportBotPortal.Core.Secrets;

/// <summary>Which data key something is sealed with, as its bytes say: nothing is opened.</summary>
public static class SealingKeyId
{
    /// <returns><see langword="null"/> if it is nothing sealed.</returns>
    public static int? Of(ReadOnlySpan<byte> blob) => SealedBlob.TryReadKid(blob, out var kid) ? kid : null;
}
