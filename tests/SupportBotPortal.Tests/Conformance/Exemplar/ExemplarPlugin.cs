using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Conformance.Exemplar;

/// <summary>A small plugin for an invented API that keeps every rule of the kit: what the wrong ones are made of.</summary>
internal sealed class ExemplarPlugin : IProviderPlugin
{
    public const string Team = "team";

    public ProviderType Type { get; } = new()
    {
        Id = "exemplar",
        DisplayName = "Exemplar",
        DefaultBaseUrl = new("https://exemplar.invalid/api"),
        AuthSchemes = [new("exemplar-key", "Exemplar key", NeedsSecret: true)],
        Settings = [new(Team, "Team", SettingKind.Text) { Help = "Who pays." }],
        DefaultModels = [ExemplarScript.Models[0]],
    };

    public IProviderClient Connect(ProviderConnection connection) => new ExemplarClient(connection);
}
