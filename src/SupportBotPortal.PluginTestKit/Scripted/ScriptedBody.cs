using System.Text;

namespace SupportBotPortal.PluginTestKit.Scripted;

/// <summary>A body that comes piece by piece and ends as told; notices when it is not read to its end.</summary>
internal sealed class ScriptedBody(IReadOnlyList<string> pieces, AnswerEnding ending, TaskCompletionSource aborted) : Stream
{
    private readonly CancellationTokenSource closed = new();
    private ReadOnlyMemory<byte> rest;
    private int next;
    private bool isComplete;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (rest.IsEmpty && next < pieces.Count)
            rest = Encoding.UTF8.GetBytes(pieces[next++]);
        if (rest.IsEmpty)
            return await EndAsync(cancellationToken);
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        rest = rest[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !closed.IsCancellationRequested)
        {
            closed.Cancel();
            if (!isComplete)
                aborted.TrySetResult();
        }

        base.Dispose(disposing);
    }

    private async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        switch (ending)
        {
            case AnswerEnding.Breaks:
                throw new IOException("The connection broke, as scripted.");
            case AnswerEnding.Stalls:
                using (var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closed.Token))
                    await Task.Delay(Timeout.Infinite, either.Token);
                return 0;
            default:
                isComplete = true;
                return 0;
        }
    }
}
