using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginTestKit;

namespace SupportBotPortal.Tests.Conformance.Subjects;

/// <summary>What is examined of the portal's own plugins.</summary>
internal static class BuiltInSubjects
{
    private const string OnePage = "OpenAI's list has one page.";

    private static readonly Dictionary<UpstreamScenario, string> WithoutPages = new()
    {
        [UpstreamScenario.ListsInPages] = OnePage,
        [UpstreamScenario.LaterPageFails] = OnePage,
        [UpstreamScenario.ListNeverEnds] = OnePage,
    };

    private static readonly string[] AboutPages = ["discovery-all-pages", "discovery-no-partial-list", "discovery-ends"];

    private static readonly KeyValuePair<string, string> GatewayHeader = new("X-Gateway-Team", "support");

    private static readonly BuiltInSubject Custom = new("Custom", "custom", "custom", "bearer")
    {
        Models = ["fake-large", "acme/fake-tuned", "fake-small"],
        Settings = new(new Dictionary<string, string>(), [GatewayHeader]),
        SettingHeaders = [GatewayHeader],
        WhyNot = WithoutPages,
        Inapplicable = AboutPages,
    };

    public static IReadOnlyList<BuiltInSubject> All { get; } =
    [
        new("OpenAI", "openai", "openai", "bearer")
        {
            Models = ["gpt-6-astra", "gpt-6-luna", "gpt-5"],
            Settings = new(new Dictionary<string, string> { ["organization"] = "org-conformance", ["project"] = "proj_conformance" }),
            SettingHeaders = [new("OpenAI-Organization", "org-conformance"), new("OpenAI-Project", "proj_conformance")],
            WhyNot = WithoutPages,
            Inapplicable = AboutPages,
        },
        Custom,
        Custom with
        {
            Name = "Custom with a header",
            Scheme = "header",
            CustomAuth = FakeAuth.Header,
            Settings = new(new Dictionary<string, string> { ["header_name"] = "X-Api-Key" }, [GatewayHeader]),
        },
        Custom with
        {
            Name = "Custom with a password",
            Scheme = "basic",
            CustomAuth = FakeAuth.Basic,
            Settings = new(new Dictionary<string, string> { ["username"] = "fake" }, [GatewayHeader]),
        },
        new("Anthropic", "anthropic", "anthropic", "api-key")
        {
            Models = ["claude-opus-5-5", "claude-haiku-5-5", "claude-sonnet-5-5", "claude-sonnet-5", "claude-haiku-4-5"],
            Settings = new(new Dictionary<string, string> { ["version"] = "2023-06-02", ["betas"] = "conformance-2026-06-01" }),
            SettingHeaders = [new("anthropic-version", "2023-06-02"), new("anthropic-beta", "conformance-2026-06-01")],
        },
        new("Google", "google", "google", "api_key")
        {
            Models = ["gemini-3.8-flash", "gemini-3.5-flash-lite", "gemini-3.6-flash", "gemini-3.1-pro-preview", "gemini-embedding-001"],
            Inapplicable = ["settings-everywhere", "settings-do-not-mix"],
        },
    ];
}
