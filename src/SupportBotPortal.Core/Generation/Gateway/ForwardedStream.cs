using System.Buffers;
using System.Runtime.CompilerServices;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>Passes a provider's events on as they come, and reads along: an error among them, or an end before the end, is a failure.</summary>
internal sealed class ForwardedStream(ChatConnection connection, HttpResponseMessage response, EventReader reader, bool wantsUsage, TimeProvider time) : IAsyncDisposable
{
    /// <summary>For the end of a stream that is over already: read, the connection serves the next request.</summary>
    private static readonly TimeSpan EndWithin = TimeSpan.FromMilliseconds(250);

    private const int LongestBeginning = 1 << 20;

    private readonly ArrayBufferWriter<byte> piece = new(4 << 10);
    private bool isFinished;
    private bool isDone;

    public AnswerUsage Usage { get; } = new();

    /// <summary>Waits for the first event that is part of an answer. Comments and other things before it are dropped: nothing has begun with them.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            while (reader.TryNext(out var raw, out var data))
            {
                if (data.Length == 0 && !reader.IsError) continue;
                if (IsDone(data)) throw await connection.ReadFailureAsync(response, "{}"u8.ToArray(), cancellationToken);
                var scan = await JudgeAsync(data, cancellationToken);
                if (scan.Choices is null) continue;
                Keep(raw, scan);
                // Some begin with what they think of the question.
                if (scan.Choices > 0) return;
                if (piece.WrittenCount > LongestBeginning) throw new ProviderFailureException(FailureCause.NotTheExpectedApi, "The provider sent more than a megabyte before its answer began.");
            }

            if (!await reader.FillAsync(cancellationToken)) throw await connection.ReadFailureAsync(response, "{}"u8.ToArray(), cancellationToken);
        }
    }

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> Pieces([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var failure = await GatherAsync(cancellationToken);
            // What came before a failure is still delivered: somebody may be reading it already.
            if (piece.WrittenCount > 0) yield return piece.WrittenMemory;
            piece.ResetWrittenCount();
            if (failure is not null) throw failure;
            if (isDone)
            {
                await EndAsync();
                yield break;
            }

            if (await FillAsync(cancellationToken)) continue;
            if (!isFinished) throw CutOff();
            // The answer is complete, only its last word is missing.
            yield return "data: [DONE]\n\n"u8.ToArray();
            yield break;
        }
    }

    public ValueTask DisposeAsync()
    {
        reader.Dispose();
        response.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes all events that have come.</summary>
    private async ValueTask<ProviderFailureException?> GatherAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!isDone && reader.TryNext(out var raw, out var data))
            {
                if (IsDone(data))
                {
                    isDone = true;
                    piece.Write(raw.Span);
                }
                else if (reader.IsComment)
                {
                    piece.Write(raw.Span);
                }
                else if (data.Length > 0 || reader.IsError)
                {
                    Keep(raw, await JudgeAsync(data, cancellationToken));
                }
            }

            return null;
        }
        catch (ProviderFailureException failure)
        {
            return failure;
        }
    }

    private void Keep(ReadOnlyMemory<byte> raw, AnswerScan scan)
    {
        scan.AddTo(Usage);
        isFinished |= scan.IsFinished;
        // The portal asked for the last event with what it cost; the bot may not have.
        if (scan.Choices is null or 0 && scan.Input is not null && !wantsUsage) return;
        // No part of an answer: it may say anything, and no client of this protocol reads it.
        if (scan.Choices is null && scan.Input is null) return;
        piece.Write(raw.Span);
    }

    private async ValueTask<AnswerScan> JudgeAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        !reader.IsError && AnswerScan.TryRead(data.Span, out var scan, withModel: Usage.Model is null) && !scan.HasError ? scan : throw await connection.ReadFailureAsync(response, data.Length > 0 ? data.ToArray() : "{}"u8.ToArray(), cancellationToken);

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await reader.FillAsync(cancellationToken);
        }
        catch (HttpRequestException) when (isFinished)
        {
            // All that was to be said has come.
            return false;
        }
        catch (HttpRequestException broken)
        {
            throw ChatConnection.FailureOf(broken);
        }
    }

    private async Task EndAsync()
    {
        using var soon = new CancellationTokenSource(EndWithin, time);
        try
        {
            while (await reader.FillAsync(soon.Token)) while (reader.TryNext(out _, out _)) { }
        }
        catch (Exception problem) when (problem is OperationCanceledException or HttpRequestException or ProviderFailureException)
        {
            // The connection is closed instead.
        }
    }

    private static bool IsDone(ReadOnlyMemory<byte> data) => data.Span.Trim((byte)' ').SequenceEqual("[DONE]"u8);

    private static ProviderFailureException CutOff() => new(FailureCause.Connect, "The stream ended before the answer was complete.");
}
