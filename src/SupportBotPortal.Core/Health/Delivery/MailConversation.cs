using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.Delivery;

/// <summary>
/// What a client reads of a mail server: only so much of it, since a client keeps a reply until its end, which a hostile server never
/// says. And with its greeting said once more where that is needed: after STARTTLS a server says none, and a client that is handed the
/// connection then waits for one.
/// </summary>
/// <param name="inner">The connection, secured if it is to be.</param>
/// <param name="server">Whose it is.</param>
/// <param name="greeting">What is said first; empty if the server says it itself.</param>
internal sealed class MailConversation(Stream inner, MailServer server, byte[] greeting) : Stream
{
    /// <summary>In all. Each recipient is answered in a line; nobody has so many that this were not far too much.</summary>
    public const int Longest = 256 * 1024;

    private int said;
    private int heard;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer) => said < greeting.Length ? Say(buffer) : Hear(inner.Read(buffer));

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        said < greeting.Length ? Say(buffer.Span) : Hear(await inner.ReadAsync(buffer, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => inner.Write(buffer);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => inner.WriteAsync(buffer, offset, count, cancellationToken);

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private int Hear(int count)
    {
        heard += count;
        return heard <= Longest ? count : throw new MailRefusedException($"{server.Host} said more than {Longest / 1024} KB, far more than a mail server has to say, and was left.");
    }

    private int Say(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, greeting.Length - said);
        greeting.AsSpan(said, count).CopyTo(buffer);
        said += count;
        return count;
    }
}
