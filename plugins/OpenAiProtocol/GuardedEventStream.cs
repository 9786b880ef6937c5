using System.Text.Json;
using SupportBotPortal.Plugins.VendorHttp;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary>Passes a stream of events through and reads along: an error among them, or an end before the end, is a failure.</summary>
internal sealed class GuardedEventStream(Stream inner, Failures failures) : Stream
{
    private const int LongestLine = 1 << 20;
    private readonly MemoryStream line = new();
    private ProviderFailureException? pending;
    private bool answered;
    private bool finished;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (pending is not null)
            throw pending;
        var read = await inner.ReadAsync(buffer, cancellationToken);
        if (read == 0 && buffer.Length > 0 && !finished)
            throw answered ? failures.CutOff() : failures.UnexpectedAnswer();

        // What came before a failure is still delivered: somebody may be reading it already.
        var good = Inspect(buffer.Span[..read]);
        return good > 0 || pending is null ? good : throw pending;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            line.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <returns>How many bytes may be passed on.</returns>
    private int Inspect(ReadOnlySpan<byte> bytes)
    {
        var done = 0;
        while (done < bytes.Length)
        {
            var length = bytes[done..].IndexOfAny((byte)'\n', (byte)'\r');
            var end = length < 0 ? bytes.Length : done + length;
            if (line.Length + end - done > LongestLine)
                pending = failures.UnexpectedAnswer();
            else
                line.Write(bytes[done..end]);
            if (pending is null && length >= 0)
            {
                pending = Judge(line.GetBuffer().AsMemory(0, (int)line.Length));
                line.SetLength(0);
            }

            if (pending is not null)
                return done;
            done = length < 0 ? end : end + 1;
        }

        return done;
    }

    private ProviderFailureException? Judge(ReadOnlyMemory<byte> text)
    {
        if (!text.Span.StartsWith("data:"u8))
            return null;
        var data = text["data:".Length..];
        if (data.Span.Trim((byte)' ').SequenceEqual("[DONE]"u8))
        {
            finished = true;
            return answered ? null : failures.UnexpectedAnswer();
        }

        try
        {
            using var document = JsonDocument.Parse(data, VendorJson.Document);
            var root = document.RootElement;
            if (failures.Find(root) is { } error)
                return failures.FromInside(error);
            if (!AnswerChecks.HasChoices(root, out var count))
                return null; // some endpoints add events of their own
            answered = true;
            if (count > 0 && root.GetProperty("choices")[0] is { ValueKind: JsonValueKind.Object } choice
                && choice.TryGetProperty("finish_reason", out var reason) && reason.ValueKind == JsonValueKind.String)
                finished = true;
            return null;
        }
        catch (JsonException)
        {
            return failures.UnexpectedAnswer();
        }
    }
}
