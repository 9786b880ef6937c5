using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.Anthropic;

/// <summary>How Anthropic appears in the portal.</summary>
internal static class AnthropicType
{
    public const string Version = "version";
    public const string DefaultVersion = "2023-06-01";
    public const string Betas = "betas";

    public static ProviderType Value { get; } = new()
    {
        Id = "anthropic",
        DisplayName = "Anthropic",
        Description = "Claude models from Anthropic's own API.",
        DefaultBaseUrl = new("https://api.anthropic.com/v1"),
        EndpointSuffixes = ["/messages/count_tokens", "/messages", "/models"],
        UsualPath = "/v1",
        AuthSchemes = [new("api-key", "API key", NeedsSecret: true)],
        Settings =
        [
            new(Version, "API version", SettingKind.Text)
            {
                Help = "Sent as anthropic-version. Change it only if Anthropic asks you to.",
                Default = DefaultVersion,
                Required = true,
                Pattern = "[0-9]{4}-[0-9]{2}-[0-9]{2}",
                PatternHelp = "The version is a date such as 2023-06-01.",
            },
            new(Betas, "Beta features", SettingKind.Text)
            {
                Help = "Names of beta features with a comma between, sent as anthropic-beta. Empty = none.",
                Pattern = "[a-zA-Z0-9._-]+(, ?[a-zA-Z0-9._-]+)*",
                PatternHelp = "Names have letters, digits and hyphens, with a comma between two of them.",
            },
        ],
        DefaultModels = AnthropicModels.Default,
        Links = new()
        {
            StatusPage = new("https://status.claude.com/"),
            KeyPage = new("https://platform.claude.com/settings/keys"),
            UsageDashboard = new("https://platform.claude.com/usage"),
            Documentation = new("https://platform.claude.com/docs/en/api/overview"),
        },
        Help = new()
        {
            BaseUrl = "Leave it as it is, unless you go through a proxy that speaks the same protocol.",
            ApiKey = "Make one on Anthropic's key page, for the workspace that shall pay. A personal key stops when its person leaves.",
            Models = "Leave it empty to use the current Claude models, or pick from what your key may see.",
        },
    };
}
