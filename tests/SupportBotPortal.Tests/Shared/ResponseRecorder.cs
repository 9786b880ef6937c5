using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace SupportBotPortal.Tests.Shared;

/// <summary>Keeps the headers and the bytes of everything the portal answers.</summary>
internal sealed class ResponseRecorder : IStartupFilter
{
    private readonly Lock gate = new();
    private readonly List<byte> seen = [];

    public byte[] Seen
    {
        get
        {
            lock (gate) return seen.ToArray();
        }
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, rest) =>
        {
            var body = context.Response.Body;
            context.Response.Body = new Tee(body, Keep);
            await rest(context);
            foreach (var header in context.Response.Headers) Keep(Encoding.UTF8.GetBytes($"{header.Key}: {header.Value}\n"));
        });
        next(app);
    };

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        lock (gate) seen.AddRange(bytes);
    }

    private delegate void Keeper(ReadOnlySpan<byte> bytes);

    private sealed class Tee(Stream inner, Keeper keep) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            keep(buffer.Span);
            await inner.WriteAsync(buffer, cancellationToken);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Write(byte[] buffer, int offset, int count)
        {
            keep(buffer.AsSpan(offset, count));
            inner.Write(buffer, offset, count);
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
