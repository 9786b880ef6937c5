using System.Text.Json;
using Microsoft.Extensions.AI;
using SupportBotPortal.Plugins.VendorHttp;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.Google;

/// <summary>The Gemini API.</summary>
internal sealed class GoogleApi : IVendorApi, ITokenCounter
{
    // Never ?key=, which the API takes as well: addresses land in logs. And never beside another credential, which it refuses.
    private const string KeyHeader = "x-goog-api-key";

    private readonly ProviderConnection connection;
    private readonly RefusedFields refused;
    private readonly RequestHeaders headers;
    private readonly Failures failures;
    private readonly VendorCall call;

    public GoogleApi(ProviderConnection connection, RefusedFields refused)
    {
        (this.connection, this.refused) = (connection, refused);
        headers = new(connection.Credential.Secret is { } secret ? new(KeyHeader, secret) : null, []);
        failures = new(Name, connection, GoogleErrors.Reader);
        call = new(connection, Name, headers, failures);
    }

    public string Name => "Google";

    public bool HasCredential => headers.HasCredential;

    public bool ChecksKeys => connection.BaseUrl.IdnHost.Equals(GoogleType.Value.DefaultBaseUrl!.IdnHost, StringComparison.OrdinalIgnoreCase);

    public IReadOnlyList<string> DefaultModels => GoogleModels.Default;

    public Task<IReadOnlyList<DiscoveredModel>> ListAsync(bool withCredential, CancellationToken cancellationToken) =>
        new ModelListing(call).ReadAsync(withCredential, cancellationToken);

    public async Task CountTokensAsync(string model, bool withCredential, CancellationToken cancellationToken)
    {
        var question = ChatRequest.From([new(ChatRole.User, "Reply with: OK")], null);
        using var document = await call.PostAsync(GoogleModels.Path(model, "countTokens"), question, Expected.TokenCount, withCredential, cancellationToken);
        if (VendorJson.Property(document.RootElement, "totalTokens").ValueKind != JsonValueKind.Number)
            throw call.Unexpected("something else", Expected.TokenCount, System.Net.HttpStatusCode.OK);
    }

    public IChatClient CreateChat(string model, bool withCredential) =>
        new TranslatingChatClient(new GoogleChatClient(connection.BaseUrl, model, withCredential, call, failures, refused), Name, failures);

    public bool IsSameModel(string asked, string answered) => GoogleModels.IsSame(asked, answered);
}
