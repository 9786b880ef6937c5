using SupportBotPortal.PluginSdk;

namespace Acme;

public sealed class AcmePlugin : IProviderPlugin
{
    public ProviderType Type { get; } = new()
    {
        Id = "acme",
        DisplayName = "Acme",
        DefaultBaseUrl = new("https://api.acme.example/v1"),
        AuthSchemes = [new("acme-key", "Acme key", NeedsSecret: true)],
        Settings = [new("region", "Region", SettingKind.Text) { Help = "Empty for the nearest.", Pattern = "[a-z]{2}", PatternHelp = "Two letters, such as eu." }],
        DefaultModels = ["acme-large"],
    };

    public IProviderClient Connect(ProviderConnection connection) => new AcmeClient(connection);
}
