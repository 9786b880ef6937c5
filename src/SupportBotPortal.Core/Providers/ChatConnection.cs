using System.Net.Http.Headers;
using Microsoft.Extensions.AI;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>
/// A connection for answers of one model. Where the plugin can (<see cref="IOpenAiChat"/>), requests in OpenAI's protocol are passed on as bytes;
/// otherwise its own chat client is used. Every step into the plugin goes through the barrier, every byte through the one door.
/// </summary>
public sealed class ChatConnection : IAsyncDisposable
{
    private readonly GuardedClient client;
    private readonly IOpenAiChat? forwarding;
    private readonly string modelId;
    private readonly HttpClient http;
    private readonly PluginBarrier barrier;

    internal ChatConnection(GuardedClient client, IOpenAiChat? forwarding, string modelId, HttpClient http, PluginBarrier barrier) =>
        (this.client, this.forwarding, this.modelId, this.http, this.barrier) = (client, forwarding, modelId, http, barrier);

    /// <summary>Whether the provider speaks OpenAI's protocol.</summary>
    public bool CanForward => forwarding is not null;

    /// <summary>What the provider calls the limit of the answer's tokens, the name to begin with first.</summary>
    public async Task<IReadOnlyList<string>> TokenLimitFieldsAsync(CancellationToken cancellationToken)
    {
        var fields = await barrier.RunAsync("chat", () => forwarding!.TokenLimitFields?.Take(MostFields).ToList(), cancellationToken);
        return fields is { Count: > 0 } && fields.TrueForAll(f => !string.IsNullOrEmpty(f)) ? fields : throw barrier.Fault("names no field that limits the tokens of an answer");
    }

    /// <summary>Sends a request in OpenAI's protocol.</summary>
    /// <returns>The answer from its headers on, whatever its status.</returns>
    /// <exception cref="ProviderFailureException">There is none.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpContent body, string accept, CancellationToken cancellationToken)
    {
        using var request = await barrier.RunAsync("chat", () => forwarding!.CreateChatRequest(modelId) ?? throw barrier.Fault("made no request"), cancellationToken);
        try
        {
            request.Content = body;
            request.Headers.Accept.Clear();
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            throw FailureOf(failure);
        }
        catch (Exception odd) when (odd is InvalidOperationException or NotSupportedException or ArgumentException or FormatException or ObjectDisposedException)
        {
            // No address, one that is relative, or a request that was sent before.
            throw barrier.Fault("made a request that cannot be sent");
        }
    }

    /// <summary>What a refusal means, or an error inside of an answer.</summary>
    public async Task<ProviderFailureException> ReadFailureAsync(HttpResponseMessage response, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        try
        {
            // Thrown, so that the barrier cleans it as any failure of a plugin's.
            return await barrier.RunAsync("chat", Read, cancellationToken);
        }
        catch (ProviderFailureException failure)
        {
            return failure;
        }

        ProviderFailureException Read() => throw (forwarding!.ReadChatFailure(response, body) ?? barrier.Fault("said nothing of a refusal"));
    }

    /// <summary>The plugin's own client, for a provider that speaks something else.</summary>
    public IChatClient CreateChatClient() => client.CreateChatClient(modelId);

    public ValueTask DisposeAsync() => client.DisposeAsync();

    /// <summary>What broke below the protocol.</summary>
    public static ProviderFailureException FailureOf(HttpRequestException failure) => failure is EgressException egress
        ? new(egress.Cause, egress.Message, egress) { Advice = egress.Advice }
        : new(FailureCause.Connect, "The connection broke before the answer was complete.", failure);

    private const int MostFields = 4;
}
