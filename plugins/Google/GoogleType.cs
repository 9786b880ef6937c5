using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.Google;

/// <summary>How Google appears in the portal.</summary>
internal static class GoogleType
{
    public static AuthScheme ApiKey { get; } = new("api-key", "API key", NeedsSecret: true);

    public static ProviderType Value { get; } = new()
    {
        Id = "google",
        DisplayName = "Google",
        Description = "Gemini models from Google's own API.",
        DefaultBaseUrl = new("https://generativelanguage.googleapis.com/v1beta"),
        // The second is Google's imitation of OpenAI's protocol, which is pasted for the base URL of this one.
        EndpointSuffixes = ["/models", "/openai", "/openai/chat/completions"],
        UsualPath = "/v1beta",
        AuthSchemes = [ApiKey],
        DefaultModels = GoogleModels.Default,
        Links = new()
        {
            StatusPage = new("https://aistudio.google.com/status"),
            KeyPage = new("https://aistudio.google.com/api-keys"),
            UsageDashboard = new("https://aistudio.google.com/usage"),
            Documentation = new("https://ai.google.dev/gemini-api/docs"),
        },
        Help = new()
        {
            BaseUrl = "Leave it as it is, unless you go through a proxy that speaks the same protocol. An address that ends in /v1 works, too.",
            ApiKey = "Make one in Google AI Studio. It needs the Gemini API (Generative Language API) and may be restricted to it.",
            Models = "Leave it empty to use the current Gemini models, or pick from what your key may see.",
        },
    };
}
