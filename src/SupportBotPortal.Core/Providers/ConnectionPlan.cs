using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>
/// What a call of a provider needs, all but the secrets: those are opened for each call (<see cref="ConnectionDrafts.Open(ConnectionPlan)"/>). May be kept as long as the
/// provider is stored as it was.
/// </summary>
public sealed class ConnectionPlan
{
    internal ConnectionPlan(ProviderType type, AuthScheme scheme, Uri baseUrl, string? slug) => (Type, Scheme, BaseUrl, Slug) = (type, scheme, baseUrl, slug);

    internal ProviderType Type { get; }

    internal AuthScheme Scheme { get; }

    internal Uri BaseUrl { get; }

    internal string? Slug { get; }

    /// <summary>Those that are no secrets.</summary>
    internal IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary><see langword="null"/> if it authenticates without one.</summary>
    internal PlannedSecret? Key { get; init; }

    internal IReadOnlyList<PlannedSecret> SecretSettings { get; init; } = [];

    internal IReadOnlyList<PlannedSecret> Headers { get; init; } = [];

    public override string ToString() => $"{nameof(ConnectionPlan)} {Slug}";
}
