using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>Lets out only failures that the portal understands.</summary>
/// <param name="inner">The client that speaks the protocol.</param>
/// <param name="name">Begins sentences about the vendor.</param>
/// <param name="failures">Makes them.</param>
/// <param name="unwrap">What an exception of the vendor's own library stands for, whose types the portal cannot see; <see langword="null"/> if it is none of them.</param>
public sealed class TranslatingChatClient(IChatClient inner, string name, Failures failures, Func<Exception, Exception?>? unwrap = null) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (Exception e) when (Translate(e, cancellationToken) is { } translated)
        {
            throw translated;
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await updates.MoveNextAsync())
                    yield break;
            }
            catch (Exception e) when (Translate(e, cancellationToken) is { } translated)
            {
                throw translated;
            }

            yield return updates.Current;
        }
    }

    /// <returns>What to throw instead; <see langword="null"/> if the exception may pass as it is.</returns>
    private Exception? Translate(Exception e, CancellationToken cancellationToken) => e switch
    {
        ProviderFailureException or HttpRequestException => null,
        OperationCanceledException when cancellationToken.IsCancellationRequested => null,
        OperationCanceledException => new ProviderFailureException(FailureCause.Timeout, $"{name} took too long", e),
        _ when unwrap?.Invoke(e) is { } own => own,
        IOException => new ProviderFailureException(FailureCause.Connect, $"The connection to {Lower(name)} broke before the answer was complete", e),
        JsonException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException => failures.UnexpectedAnswer(e),
        _ => null,
    };

    private static string Lower(string name) => name.StartsWith("The ", StringComparison.Ordinal) ? $"the {name[4..]}" : name;
}
