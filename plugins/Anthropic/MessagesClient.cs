using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using SupportBotPortal.Plugins.VendorHttp;

namespace SupportBotPortal.Plugins.Anthropic;

/// <summary><c>POST {base}/messages</c>, whole and streamed.</summary>
internal sealed class MessagesClient(VendorCall call, Failures failures, RefusedFields refused, Uri baseUrl, string model, bool withCredential) : IChatClient
{
    private const string Path = "messages";

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = MessageRequest.Of(model, messages, options);
        using var answer = await refused.SendAsync(
            baseUrl, request.Model, request.Dispensable,
            leftOut => call.PostAsync(Path, request.ToJson(leftOut, stream: false), Expected.ChatAnswer, withCredential, cancellationToken));
        return WholeAnswer.Read(answer.RootElement) ?? throw failures.UnexpectedAnswer();
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = MessageRequest.Of(model, messages, options);
        using var response = await refused.SendAsync(
            baseUrl, request.Model, request.Dispensable,
            leftOut => call.OpenStreamAsync(Path, request.ToJson(leftOut, stream: true), withCredential, cancellationToken));
        using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var answer = new StreamedAnswer();
        await foreach (var data in ServerEvents.ReadAsync(stream, failures, cancellationToken))
        {
            if (answer.Read(data) is { } update)
                yield return update;
            if (answer.IsComplete)
                yield break;
        }

        throw answer.HasBegun ? failures.CutOff() : failures.UnexpectedAnswer();
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType?.IsInstanceOfType(this) == true ? this : null;

    public void Dispose()
    {
        // Nothing of its own: the connection is the portal's.
    }
}
