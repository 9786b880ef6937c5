using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using SupportBotPortal.Plugins.VendorHttp;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary>Makes chat clients out of the vendor's library and the portal's rules.</summary>
internal sealed class ChatClients(ProviderConnection connection, Dialect dialect, RequestHeaders headers, Failures failures, ModelMemory<FieldRules> learned)
{
    public IChatClient Create(string modelId, bool withCredential)
    {
        var options = new OpenAIClientOptions
        {
            // Always set: otherwise the library's own default decides where the key goes.
            Endpoint = connection.BaseUrl,
            Transport = new HostTransport(connection.Http, headers, withCredential),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            // The portal's client has the deadlines.
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            EnableDistributedTracing = false,
            ClientLoggingOptions = new() { EnableLogging = false },
        };
        options.AddPolicy(new ChatPolicy(connection, dialect, failures, learned, modelId), PipelinePosition.PerCall);
        // The library insists on a key; the transport replaces its header.
        var client = new ChatClient(modelId, new ApiKeyCredential("replaced-by-the-transport"), options);
        return new TranslatingChatClient(client.AsIChatClient(), dialect.Name, failures, Unwrap);
    }

    private Exception? Unwrap(Exception e) => e is not ClientResultException own ? null : own.InnerException switch
    {
        HttpRequestException transport => transport,
        ProviderFailureException failure => failure,
        _ => failures.UnexpectedAnswer(own),
    };
}
