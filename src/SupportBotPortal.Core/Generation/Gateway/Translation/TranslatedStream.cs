using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway.Translation;

/// <summary>Writes a streamed answer in events while it comes.</summary>
internal sealed class TranslatedStream : IAsyncDisposable
{
    /// <summary>How long an answer may say nothing, once it has begun. Its plugin may wait for a provider that only keeps the connection alive.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    private readonly IChatClient client;
    private readonly CancellationTokenSource pausing;
    private readonly CancellationTokenRegistration leaving;
    private readonly IAsyncEnumerator<ChatResponseUpdate> updates;
    private readonly AnswerWriter writer;
    private readonly bool wantsUsage;
    private readonly Action<IEnumerable<AIContent>> remember;
    private readonly AnswerUsage usage = new();
    private UsageDetails? cost;
    private ChatFinishReason? reason;
    private bool hasEnded;

    private TranslatedStream(IChatClient client, TranslatedRequest request, AnswerWriter writer, bool wantsUsage, Action<IEnumerable<AIContent>> remember, TimeProvider time, CancellationToken cancellationToken)
    {
        (this.client, this.writer, this.wantsUsage, this.remember) = (client, writer, wantsUsage, remember);
        pausing = new(Timeout.InfiniteTimeSpan, time);
        leaving = cancellationToken.UnsafeRegister(static pausing => ((CancellationTokenSource)pausing!).Cancel(), pausing);
        updates = client.GetStreamingResponseAsync(request.Messages, request.Options, pausing.Token).GetAsyncEnumerator(pausing.Token);
    }

    /// <summary>Waits for the first update that is part of an answer.</summary>
    /// <param name="remember">Told what has come, before the bot gets it.</param>
    public static async Task<StartedAnswer> StartAsync(ChatConnection connection, IChatClient client, TranslatedRequest request, AnswerWriter writer, bool wantsUsage, Action<IEnumerable<AIContent>> remember, TimeProvider time, CancellationToken cancellationToken)
    {
        var stream = new TranslatedStream(client, request, writer, wantsUsage, remember, time, cancellationToken);
        try
        {
            var first = await stream.NextAsync();
            while (first.Count == 0 && !stream.hasEnded) first = await stream.NextAsync();
            if (first.Count == 0 && stream.reason is null && (stream.cost is null || !AnswerWriter.IsKnown(stream.cost))) throw new ProviderFailureException(FailureCause.NotTheExpectedApi, "The answer is empty.");
            return new(stream, connection) { Events = stream.Pieces(first, CancellationToken.None), Usage = stream.usage };
        }
        catch
        {
            await stream.EndAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        client.Dispose();
    }

    private async ValueTask EndAsync()
    {
        await updates.DisposeAsync();
        await leaving.DisposeAsync();
        pausing.Dispose();
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> Pieces(List<byte[]> first, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return writer.Begin();
        foreach (var piece in first) yield return piece;
        while (!hasEnded)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Not while the bot is reading.
            pausing.CancelAfter(LongestPause);
            var pieces = await NextAsync();
            pausing.CancelAfter(Timeout.InfiniteTimeSpan);
            foreach (var piece in pieces) yield return piece;
        }

        yield return writer.End(reason);
        if (wantsUsage && cost is not null && AnswerWriter.IsKnown(cost)) yield return writer.Usage(cost);
        yield return AnswerWriter.Done;
    }

    private async Task<List<byte[]>> NextAsync()
    {
        var pieces = new List<byte[]>();
        if (!await updates.MoveNextAsync())
        {
            hasEnded = true;
            return pieces;
        }

        var update = updates.Current;
        reason = update.FinishReason ?? reason;
        usage.Model ??= update.ModelId;
        remember(update.Contents);
        foreach (var content in update.Contents)
        {
            if (content is UsageContent { Details: var details }) Add(details);
            else if (writer.Piece(content) is { } piece) pieces.Add(piece);
        }

        return pieces;
    }

    private void Add(UsageDetails details)
    {
        cost ??= new();
        cost.Add(details);
        (usage.Input, usage.Output) = (cost.InputTokenCount, cost.OutputTokenCount);
    }
}
