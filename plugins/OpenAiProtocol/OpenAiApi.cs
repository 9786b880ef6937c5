using Microsoft.Extensions.AI;
using SupportBotPortal.Plugins.VendorHttp;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary>OpenAI's protocol, as one of those who speak it.</summary>
public sealed class OpenAiApi : IVendorApi
{
    private readonly ProviderConnection connection;
    private readonly Dialect dialect;
    private readonly RequestHeaders headers;
    private readonly ModelListing listing;
    private readonly ChatClients chats;

    public OpenAiApi(ProviderConnection connection, Dialect dialect, RequestHeaders headers, ModelMemory<FieldRules> learned)
    {
        (this.connection, this.dialect, this.headers) = (connection, dialect, headers);
        var failures = new Failures(dialect.Name, connection, OpenAiErrors.Reader);
        listing = new(new(connection, dialect.Name, headers, failures), dialect);
        chats = new(connection, dialect, headers, failures, learned);
    }

    public string Name => dialect.Name;

    public bool HasCredential => headers.HasCredential;

    public bool ChecksKeys => connection.BaseUrl.IdnHost.Equals(dialect.HostThatChecksKeys, StringComparison.OrdinalIgnoreCase);

    public IReadOnlyList<string> DefaultModels => dialect.DefaultModels;

    public Task<IReadOnlyList<DiscoveredModel>> ListAsync(bool withCredential, CancellationToken cancellationToken) =>
        listing.ReadAsync(withCredential, cancellationToken);

    public IChatClient CreateChat(string model, bool withCredential) => chats.Create(model, withCredential);
}
