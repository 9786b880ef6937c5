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
        var call = new VendorCall(connection, dialect.Name, headers, failures);
        listing = new(call, dialect);
        KeyCheck = KnownHosts.IsOpenRouter(connection.BaseUrl) ? new OpenRouterKeyCheck(call) : null;
        chats = new(connection, dialect, headers, failures, learned);
    }

    public string Name => dialect.Name;

    public bool HasCredential => headers.HasCredential;

    public bool ChecksKeys => connection.BaseUrl.IdnHost.Equals(dialect.HostThatChecksKeys, StringComparison.OrdinalIgnoreCase);

    public IKeyCheck? KeyCheck { get; }

    public string? CatalogueNote => KnownHosts.IsAzure(connection.BaseUrl)
        ? "Azure lists all models that it has; only the names of your deployments can be called"
        : null;

    public IReadOnlyList<string> DefaultModels => dialect.DefaultModels;

    public Task<IReadOnlyList<DiscoveredModel>> ListAsync(bool withCredential, CancellationToken cancellationToken) =>
        listing.ReadAsync(withCredential, cancellationToken);

    public IChatClient CreateChat(string model, bool withCredential) => chats.Create(model, withCredential);

    public bool IsSameModel(string asked, string answered)
    {
        // A deployment is not called as its model is; and OpenRouter's own names stand for a choice among others.
        if (KnownHosts.IsAzure(connection.BaseUrl) || asked.StartsWith("openrouter/", StringComparison.Ordinal))
            return true;
        // Gateways put the vendor before the name or leave it out, and so do files their folder.
        var (wanted, got) = (asked[(asked.LastIndexOf('/') + 1)..], answered[(answered.LastIndexOf('/') + 1)..]);
        // A variant, as in “:free”, is not repeated by all.
        if (wanted.IndexOf(':', StringComparison.Ordinal) is > 0 and var tag && !got.Contains(':', StringComparison.Ordinal))
            wanted = wanted[..tag];
        return ModelNames.AreSame(wanted, got);
    }
}
