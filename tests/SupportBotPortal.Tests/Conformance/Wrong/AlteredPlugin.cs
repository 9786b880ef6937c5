using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Conformance.Exemplar;

namespace SupportBotPortal.Tests.Conformance.Wrong;

/// <summary>The exemplar with one thing changed.</summary>
internal sealed class AlteredPlugin : IProviderPlugin
{
    private readonly ExemplarPlugin inner = new();

    public Func<ProviderType, ProviderType> OnType { get; init; } = type => type;

    public Func<ProviderConnection, ProviderConnection> OnConnection { get; init; } = connection => connection;

    public Func<IProviderClient, ProviderConnection, IProviderClient> OnClient { get; init; } = (client, _) => client;

    public ProviderType Type => OnType(inner.Type);

    public IProviderClient Connect(ProviderConnection connection) => OnClient(inner.Connect(OnConnection(connection)), connection);
}
