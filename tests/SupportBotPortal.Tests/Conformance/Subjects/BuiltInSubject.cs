using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.PluginTestKit;

namespace SupportBotPortal.Tests.Conformance.Subjects;

/// <summary>One of the built-in plugins in one configuration, and what its vendor cannot do.</summary>
/// <param name="Name">In the names of tests.</param>
/// <param name="Type">The provider type, as the portal's loader knows it.</param>
/// <param name="Vendor">The fake's name of it.</param>
/// <param name="Scheme">How to authenticate.</param>
internal sealed record BuiltInSubject(string Name, string Type, string Vendor, string Scheme)
{
    public const string Key = "sk-conformance-93e1f07c";

    public required IReadOnlyList<string> Models { get; init; }

    public ProviderSettings Settings { get; init; } = ProviderSettings.Empty;

    public IReadOnlyList<KeyValuePair<string, string>> SettingHeaders { get; init; } = [];

    public FakeAuth CustomAuth { get; init; } = FakeAuth.Bearer;

    /// <summary>Scenarios that the vendor does not have.</summary>
    public IReadOnlyDictionary<UpstreamScenario, string> WhyNot { get; init; } = new Dictionary<UpstreamScenario, string>();

    /// <summary>Rules that therefore do not apply: no more than these, or a rule would be passed over in silence.</summary>
    public IReadOnlyList<string> Inapplicable { get; init; } = [];

    public Task<FakeUpstream> StartFakeAsync() => FakeUpstream.StartAsync(o =>
    {
        o.OpenAiKey = o.AnthropicKey = o.GoogleKey = o.CustomKey = Key;
        o.CustomAuth = CustomAuth;
        o.RetryAfter = TimeSpan.FromSeconds(7);
    });

    public PluginSubject With(IProviderPlugin plugin, FakeUpstream fake) => new()
    {
        Plugin = plugin,
        Credential = new(Scheme, Key),
        Model = Models[1],
        Settings = Settings,
        SettingHeaders = SettingHeaders,
        RetryAfter = fake.Options.RetryAfter,
        UpstreamAsync = _ => ValueTask.FromResult<IUpstream>(new FakeBackedUpstream(fake, this)),
    };
}
