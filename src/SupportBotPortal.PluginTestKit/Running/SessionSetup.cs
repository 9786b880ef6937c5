using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.PluginTestKit.Running;

/// <summary>How a connection is made, and what happens to answers on their way to the plugin.</summary>
internal sealed record SessionSetup(ProviderCredential Credential, ProviderSettings Settings)
{
    /// <summary>The largest answer, in bytes.</summary>
    public long Limit { get; init; } = 8 << 20;

    /// <summary>The most bytes that one read returns, wherever the upstream cut the answer; <see langword="null"/> = as they come.</summary>
    public int? PieceSize { get; init; }

    /// <summary>Changes the text of whole answers.</summary>
    public Func<string, string>? OnBody { get; init; }

    public SessionSetup WithKey(string? key) => this with { Credential = new(Credential.SchemeId, key) };
}
