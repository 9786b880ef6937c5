using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using SupportBotPortal.Plugins.VendorHttp;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.Anthropic;

/// <summary>Anthropic's protocol.</summary>
internal sealed class AnthropicApi : IVendorApi, ITokenCounter
{
    private readonly ProviderConnection connection;
    private readonly RequestHeaders headers;
    private readonly RefusedFields refused;
    private readonly Failures failures;
    private readonly VendorCall call;

    public AnthropicApi(ProviderConnection connection, RequestHeaders headers, RefusedFields refused)
    {
        (this.connection, this.headers, this.refused) = (connection, headers, refused);
        failures = new(Name, connection, new AnthropicErrors());
        call = new(connection, Name, headers, failures);
    }

    public string Name => "Anthropic";

    public bool HasCredential => headers.HasCredential;

    public bool ChecksKeys => connection.BaseUrl.IdnHost.Equals("api.anthropic.com", StringComparison.OrdinalIgnoreCase);

    public IReadOnlyList<string> DefaultModels => AnthropicModels.Default;

    public Task<IReadOnlyList<DiscoveredModel>> ListAsync(bool withCredential, CancellationToken cancellationToken) =>
        new ModelListing(call).ReadAsync(withCredential, cancellationToken);

    public IChatClient CreateChat(string model, bool withCredential) =>
        new TranslatingChatClient(new MessagesClient(call, failures, refused, connection.BaseUrl, model, withCredential), Name, failures);

    public bool IsSameModel(string asked, string answered) => AnthropicModels.AreSame(asked, answered);

    public async Task CountTokensAsync(string model, bool withCredential, CancellationToken cancellationToken)
    {
        var question = new JsonObject
        {
            ["model"] = model,
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = "Reply with: OK" }),
        };
        using var answer = await call.PostAsync("messages/count_tokens", question, Expected.TokenCount, withCredential, cancellationToken);
        if (VendorJson.Property(answer.RootElement, "input_tokens").ValueKind != JsonValueKind.Number)
            throw call.Unexpected("other JSON", Expected.TokenCount);
    }
}
