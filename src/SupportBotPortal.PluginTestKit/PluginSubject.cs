using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.PluginTestKit;

/// <summary>What is examined: a plugin, how a provider of its type is configured, and an upstream to try it with.</summary>
public sealed record PluginSubject
{
    /// <summary>The plugin.</summary>
    public required IProviderPlugin Plugin { get; init; }

    /// <summary>The credential that the upstream accepts. Choose a key of 12 characters at least that stands nowhere else.</summary>
    public required ProviderCredential Credential { get; init; }

    /// <summary>A model that the upstream lists and that can hold a conversation.</summary>
    public required string Model { get; init; }

    /// <summary>Starts an upstream, or hands out one that runs already. Called for every rule; what it returns is disposed of after it.</summary>
    public required Func<CancellationToken, ValueTask<IUpstream>> UpstreamAsync { get; init; }

    /// <summary>Values of the type's own settings; give each one that can be seen in a request, and other values than are sent without it.</summary>
    public ProviderSettings Settings { get; init; } = ProviderSettings.Empty;

    /// <summary>The headers by which <see cref="Settings"/> can be seen in each and every request.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> SettingHeaders { get; init; } = [];

    /// <summary>What the upstream says in <see cref="UpstreamScenario.RateLimited"/>, in <c>Retry-After</c> or in a header of its own; <see langword="null"/> = the vendor does not say when to ask again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Reads how many tokens a generating request allows; <see langword="null"/> = a number in its JSON whose name speaks of tokens.</summary>
    public Func<UpstreamRequest, int?>? TokenLimit { get; init; }

    /// <summary>Rules that do not apply, by <see cref="ConformanceRule.Id"/>, each with the reason that the report shows.</summary>
    public IReadOnlyDictionary<string, string> NotApplicable { get; init; } = new Dictionary<string, string>();

    /// <summary>How long anything may take in real time before it counts as not coming back.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);
}
