using SupportBotPortal.Plugins.VendorHttp;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.Google;

/// <summary>Google's Gemini API.</summary>
public sealed class GooglePlugin : IProviderPlugin
{
    private readonly RefusedFields refused = new();

    public ProviderType Type => GoogleType.Value;

    public IProviderClient Connect(ProviderConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new VendorProviderClient(new GoogleApi(connection, refused), connection.Time);
    }
}
