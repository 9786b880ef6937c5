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
    private readonly OpenAiStart? start;
    private readonly string modelId;
    private readonly HttpClient http;
    private readonly PluginBarrier barrier;
    private HttpRequestMessage? first;

    internal ChatConnection(GuardedClient client, OpenAiStart? start, string modelId, HttpClient http, PluginBarrier barrier) =>
        (this.client, this.start, this.modelId, this.http, this.barrier, first) = (client, start, modelId, http, barrier, start?.Request);

    /// <summary>Whether the provider speaks OpenAI's protocol.</summary>
    public bool CanForward => start is not null;

    /// <summary>What the provider calls the limit of the answer's tokens, the name to begin with first. Only where it <see cref="CanForward"/>.</summary>
    public IReadOnlyList<string> TokenLimitFields => start!.TokenLimitFields;

    /// <summary>Sends a request in OpenAI's protocol. Only where it <see cref="CanForward"/>.</summary>
    /// <returns>The answer from its headers on, whatever its status.</returns>
    /// <exception cref="ProviderFailureException">There is none.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpContent body, string accept, CancellationToken cancellationToken)
    {
        using var request = Interlocked.Exchange(ref first, null)
            ?? await barrier.RunAsync("chat", () => OpenAiStart.RequestOf(start!.Chat, modelId, barrier), cancellationToken);
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

        ProviderFailureException Read() => throw (start!.Chat.ReadChatFailure(response, body) ?? barrier.Fault("said nothing of a refusal"));
    }

    /// <summary>The plugin's own client, for a provider that speaks something else.</summary>
    public IChatClient CreateChatClient() => client.CreateChatClient(modelId);

    /// <summary>Lets the plugin clean up, and does not wait for that: whoever asked has an answer.</summary>
    public ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref first, null)?.Dispose();
        client.LetGo();
        return ValueTask.CompletedTask;
    }

    /// <summary>What broke below the protocol.</summary>
    public static ProviderFailureException FailureOf(HttpRequestException failure) => failure is EgressException egress
        ? new(egress.Cause, egress.Message, egress) { Advice = egress.Advice }
        : new(FailureCause.Connect, "The connection broke before the answer was complete.", failure);
}
