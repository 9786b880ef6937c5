using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>Everything needed to call a provider, secrets in plain: lives as long as the call, and is never stored.</summary>
public sealed class ConnectionDraft
{
    public required string TypeId { get; init; }

    public required Uri BaseUrl { get; init; }

    public required ProviderCredential Credential { get; init; }

    public required ProviderSettings Settings { get; init; }

    /// <summary>All secrets in it, for removing them from whatever is shown.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }

    /// <summary>Of the provider whose stored connection it is; <see langword="null"/> for what a form says.</summary>
    public string? Slug { get; init; }

    public override string ToString() => nameof(ConnectionDraft);
}
