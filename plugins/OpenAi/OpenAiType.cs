using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.OpenAi;

/// <summary>How OpenAI appears in the portal.</summary>
internal static class OpenAiType
{
    public const string Organization = "organization";
    public const string Project = "project";

    // Both are sent as headers, which carry nothing else. What an id looks like is the vendor's business and may change.
    private const string InHeader = "[!-~]*";

    public static ProviderType Value { get; } = new()
    {
        Id = "openai",
        DisplayName = "OpenAI",
        Description = "GPT models from OpenAI's own API.",
        DefaultBaseUrl = new("https://api.openai.com/v1"),
        EndpointSuffixes = ["/chat/completions", "/completions", "/models", "/responses", "/embeddings"],
        UsualPath = "/v1",
        AuthSchemes = [AuthScheme.Bearer with { DisplayName = "API key" }],
        Settings =
        [
            new(Organization, "Organization", SettingKind.Text)
            {
                Help = "Only for keys that belong to several organizations: which one is billed. Empty = the key's own.",
                Placeholder = "org-…",
                Pattern = InHeader,
                PatternHelp = "The organization is the id that begins with org-: letters, digits and hyphens, without spaces.",
            },
            new(Project, "Project", SettingKind.Text)
            {
                Help = "Only for keys that reach several projects. Empty = the key's own.",
                Placeholder = "proj_…",
                Pattern = InHeader,
                PatternHelp = "The project is the id that begins with proj_: letters, digits and underscores, without spaces.",
            },
        ],
        DefaultModels = OpenAiModels.Default,
        Links = new()
        {
            StatusPage = new("https://status.openai.com/"),
            KeyPage = new("https://platform.openai.com/api-keys"),
            UsageDashboard = new("https://platform.openai.com/usage"),
            Documentation = new("https://platform.openai.com/docs/api-reference"),
        },
        Help = new()
        {
            BaseUrl = "Leave it as it is, unless you go through a proxy that speaks the same protocol.",
            ApiKey = "Make one on OpenAI's key page. A restricted key needs the permissions to list models and to create chat completions.",
            Models = "Leave it empty to use the current GPT models, or pick from what your key may see.",
        },
    };
}
