namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>What an error body says. For deciding only: nothing of it is ever shown but what looks like a code.</summary>
public sealed record VendorError(string? Code, string? Type, string? Parameter, string Message)
{
    public static VendorError None { get; } = new(null, null, null, "");

    /// <summary>Whether the body says, beside the code, that a limit was reached which waiting a little does not lift.</summary>
    public bool IsQuota { get; init; }

    /// <summary>When to ask again, of vendors who say so in the body; a header goes before.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool Is(params ReadOnlySpan<string> codes) =>
        (Code is { } code && codes.Contains(code)) || (Type is { } type && codes.Contains(type));

    public bool Says(string words) => Message.Contains(words, StringComparison.OrdinalIgnoreCase);
}
