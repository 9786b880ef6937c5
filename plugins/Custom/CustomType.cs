using SupportBotPortal.Plugins.OpenAiProtocol;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.Custom;

/// <summary>How an OpenAI-compatible endpoint appears in the portal.</summary>
internal static class CustomType
{
    public const string Username = "username";
    public const string HeaderName = "header_name";
    public const string DefaultHeaderName = "X-Api-Key";
    public const string Headers = "headers";
    public const string TokenLimitField = "token_limit_field";
    public const string Automatic = "auto";

    public static AuthScheme Header { get; } = new("header", "Key in a header", NeedsSecret: true);

    public static ProviderType Value { get; } = new()
    {
        Id = "custom",
        DisplayName = "Custom",
        Description = "Any endpoint that speaks OpenAI's protocol: Ollama, vLLM, LM Studio, OpenRouter, Azure OpenAI, Mistral, DeepSeek, a gateway of your own.",
        EndpointSuffixes = ["/chat/completions", "/completions", "/models", "/responses", "/embeddings"],
        UsualPath = "/v1",
        AuthSchemes = [AuthScheme.Bearer, Header, AuthScheme.Basic, AuthScheme.None],
        Settings =
        [
            new(HeaderName, "Header name", SettingKind.HeaderName)
            {
                Help = "The header that carries the key, e.g. X-Api-Key, or api-key for Azure OpenAI.",
                Default = DefaultHeaderName,
                Required = true,
                AuthSchemes = [Header.Id],
            },
            new(Username, "User name", SettingKind.Text)
            {
                Help = "Sent together with the password.",
                // RFC 7617: the first colon ends the user name.
                Pattern = "[^:]*",
                PatternHelp = "A user name for basic authentication cannot contain a colon.",
                Required = true,
                AuthSchemes = [AuthScheme.Basic.Id],
            },
            new(Headers, "Custom headers", SettingKind.Headers)
            {
                Help = "Sent with every call, e.g. what a gateway in between wants. Values are write-only, like the key.",
            },
            new(TokenLimitField, "Field for the token limit", SettingKind.Choice)
            {
                Help = "Endpoints differ in what they call it. Automatic begins with max_tokens and learns from a refusal.",
                Default = Automatic,
                Choices =
                [
                    new(Automatic, "Automatic"),
                    new(ChatFields.MaxTokens, ChatFields.MaxTokens),
                    new(ChatFields.MaxCompletionTokens, ChatFields.MaxCompletionTokens),
                ],
            },
        ],
        Help = new()
        {
            BaseUrl = "The address before /chat/completions, mostly ending in /v1, e.g. http://localhost:11434/v1 for Ollama.",
            ApiKey = "As the endpoint's operator gave it to you. Choose “None” if it wants no key.",
            Models = "There are no defaults: enter the names of your models, or pick from what the endpoint lists. Azure OpenAI wants deployment names.",
        },
    };
}
