using SupportBotPortal.Plugins.OpenAiProtocol;
using SupportBotPortal.Plugins.VendorHttp;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.OpenAi;

/// <summary>OpenAI itself.</summary>
public sealed class OpenAiPlugin : IProviderPlugin, IModelParameters
{
    private static readonly Dialect Dialect = new("OpenAI")
    {
        // Reasoning models refuse the older name, all current models take this one.
        TokenLimitField = ChatFields.MaxCompletionTokens,
        HostThatChecksKeys = "api.openai.com",
        DefaultModels = OpenAiModels.Default,
        CanChat = OpenAiModels.CanChat,
    };

    private readonly ModelMemory<FieldRules> learned = new();

    public ProviderType Type => OpenAiType.Value;

    public IReadOnlyCollection<GenerationParameter> RefusedBy(Uri baseUrl, string modelId) => OpenAiModels.RefusedBy(modelId);

    public IProviderClient Connect(ProviderConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var others = new List<KeyValuePair<string, string>>();
        if (connection.Settings.Text(OpenAiType.Organization) is { } organization)
            others.Add(new("OpenAI-Organization", organization));
        if (connection.Settings.Text(OpenAiType.Project) is { } project)
            others.Add(new("OpenAI-Project", project));
        var headers = new RequestHeaders(RequestHeaders.Bearer(connection.Credential.Secret), others);
        return new OpenAiProviderClient(new OpenAiApi(connection, Dialect, headers, learned), connection.Time);
    }
}
