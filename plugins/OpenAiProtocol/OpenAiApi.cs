using System.Text.Json;
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
    private readonly Failures failures;

    public OpenAiApi(ProviderConnection connection, Dialect dialect, RequestHeaders headers, ModelMemory<FieldRules> learned)
    {
        (this.connection, this.dialect, this.headers) = (connection, dialect, headers);
        failures = new Failures(dialect.Name, connection, OpenAiErrors.Reader);
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

    /// <summary>The name of the field to begin with, and the other if it may be tried.</summary>
    public IReadOnlyList<string> TokenLimitFields => dialect.LearnsTokenLimitField ? [dialect.TokenLimitField, ChatFields.Other(dialect.TokenLimitField)] : [dialect.TokenLimitField];

    /// <summary>The request of an answer, without its body.</summary>
    public HttpRequestMessage CreateChatRequest()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, connection.Endpoint("chat/completions"));
        headers.Apply(request.Headers);
        return request;
    }

    /// <summary>What a refused request, or an error inside of an answer, means.</summary>
    public ProviderFailureException ReadChatFailure(HttpResponseMessage response, ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (!response.IsSuccessStatusCode)
            return failures.FromStatus((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, body, RetryAfterHeader.Read(response, connection.Time), aboutModel: true);
        try
        {
            using var document = JsonDocument.Parse(body, VendorJson.Document);
            return failures.Find(document.RootElement) is { } error ? failures.FromInside(error) : failures.UnexpectedAnswer();
        }
        catch (JsonException)
        {
            return failures.UnexpectedAnswer();
        }
    }

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
