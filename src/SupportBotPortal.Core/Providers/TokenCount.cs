namespace SupportBotPortal.Core.Providers;

/// <summary>What providers say of how many tokens an answer took.</summary>
public static class TokenCount
{
    /// <summary>No answer takes anywhere near it.</summary>
    private const long Most = 1_000_000_000;

    /// <returns><see langword="null"/> for what is no count, too much or less than none: it would spoil every sum.</returns>
    public static long? Plausible(long? tokens) => tokens is >= 0 and <= Most ? tokens : null;
}
