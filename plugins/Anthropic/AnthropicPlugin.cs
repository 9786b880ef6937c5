using SupportBotPortal.Plugins.VendorHttp;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.Anthropic;

/// <summary>Anthropic, in its own protocol.</summary>
public sealed class AnthropicPlugin : IProviderPlugin
{
    private readonly RefusedFields refused = new();

    public ProviderType Type => AnthropicType.Value;

    public IProviderClient Connect(ProviderConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var others = new List<KeyValuePair<string, string>>
        {
            new("anthropic-version", connection.Settings.Text(AnthropicType.Version) ?? AnthropicType.DefaultVersion),
        };
        if (connection.Settings.Text(AnthropicType.Betas) is { } betas)
            others.Add(new("anthropic-beta", betas));
        var headers = new RequestHeaders(connection.Credential.Secret is { } key ? new("x-api-key", key) : null, others);
        return new VendorProviderClient(new AnthropicApi(connection, headers, refused), connection.Time);
    }
}
