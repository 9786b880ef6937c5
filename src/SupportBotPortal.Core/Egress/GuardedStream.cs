using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Egress;

/// <summary>A response body that counts its bytes and keeps its deadlines however it is read.</summary>
internal sealed class GuardedStream(Stream inner, HttpContent owner, CallDeadline deadline, Uri url, long maximumBytes) : Stream
{
    private long count;

    public static EgressException TooLarge(Uri url, long maximumBytes) => new(FailureCause.NotTheExpectedApi,
        $"{Named.Host(url)} sent more than {(maximumBytes >= 1024 * 1024 ? $"{maximumBytes / (1024 * 1024)} MB" : $"{maximumBytes / 1024} KB")}, far more than expected here.");

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // One byte beyond the cap may be read: whether there is one is the question.
        var room = (int)Math.Min(buffer.Length, maximumBytes - count + 1);
        var read = await deadline.ReadAsync(inner, buffer[..room], cancellationToken);
        count += read;
        if (count > maximumBytes) throw TooLarge(url, maximumBytes);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // Some readers are synchronous; they must not escape the deadlines.
    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            owner.Dispose();
            deadline.Dispose();
        }

        base.Dispose(disposing);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
