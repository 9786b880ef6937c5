using System.Buffers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>Reads server-sent events and keeps their bytes: what is passed on is what came.</summary>
internal sealed class EventReader(Stream stream) : IDisposable
{
    private const int LongestEvent = 1 << 20;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(8 << 10);
    private int end;
    private int eventStart;
    private int lineStart;
    private int searched;
    private ArrayBufferWriter<byte>? joined;
    private (int Start, int Length)? data;
    private bool isError;
    private bool hasFields;
    private bool hasEnded;
    private bool isCompleted;

    /// <summary>Whether the last event calls itself an error.</summary>
    public bool IsError { get; private set; }

    /// <summary>Whether the last event says nothing, and only keeps the connection alive.</summary>
    public bool IsComment { get; private set; }

    /// <summary>The next event that has come completely.</summary>
    /// <param name="raw">Its bytes with the empty line at its end.</param>
    /// <param name="text">Its data; empty if it has none.</param>
    /// <remarks>Both are good until <see cref="FillAsync"/>.</remarks>
    public bool TryNext(out ReadOnlyMemory<byte> raw, out ReadOnlyMemory<byte> text)
    {
        while (TryLine(out var start, out var length))
        {
            if (length > 0)
            {
                Take(start, length);
                continue;
            }

            (raw, text) = (buffer.AsMemory(eventStart, lineStart - eventStart), Data());
            (IsError, IsComment) = (isError, !hasFields);
            (eventStart, data, isError, hasFields) = (lineStart, null, false, false);
            return true;
        }

        (raw, text) = (default, default);
        return false;
    }

    /// <returns><see langword="false"/> at the end of the stream.</returns>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (hasEnded) return Complete();
        if (eventStart > 0) Compact();
        if (end + 2 >= buffer.Length) Grow();
        // Two bytes are left free, for the empty line that some forget at the end.
        var read = await stream.ReadAsync(buffer.AsMemory(end, buffer.Length - end - 2), cancellationToken);
        end += read;
        if (read > 0) return true;
        // Perhaps it only waited for a line feed behind its last carriage return.
        hasEnded = true;
        return end > eventStart;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    /// <summary>Gives the last event the empty line that it lacks.</summary>
    private bool Complete()
    {
        if (isCompleted || end == eventStart) return false;
        isCompleted = true;
        (buffer[end], buffer[end + 1]) = ((byte)'\n', (byte)'\n');
        end += 2;
        return true;
    }

    private bool TryLine(out int start, out int length)
    {
        start = lineStart;
        length = 0;
        var from = Math.Max(lineStart, searched);
        var at = buffer.AsSpan(from, end - from).IndexOfAny((byte)'\r', (byte)'\n');
        if (at < 0)
        {
            // A long line comes in many pieces; each is looked at once.
            searched = end;
            return false;
        }

        at += from;
        length = at - lineStart;
        // A line feed may follow that has not come yet.
        if (buffer[at] == '\r' && at + 1 == end && !hasEnded) return false;
        lineStart = at + (buffer[at] == '\r' && at + 1 < end && buffer[at + 1] == '\n' ? 2 : 1);
        return true;
    }

    private void Take(int start, int length)
    {
        var line = buffer.AsSpan(start, length);
        hasFields |= line[0] != ':';
        isError |= line.StartsWith("event:"u8) && line[6..].Trim((byte)' ').SequenceEqual("error"u8);
        if (!line.StartsWith("data:"u8)) return;
        var skip = length > 5 && line[5] == ' ' ? 6 : 5;
        if (data is not { } before)
        {
            data = (start + skip, length - skip);
            return;
        }

        // Of several lines: rare, so that they are copied.
        if (before.Start >= 0)
        {
            joined ??= new();
            joined.ResetWrittenCount();
            joined.Write(buffer.AsSpan(before.Start, before.Length));
            data = (-1, 0);
        }

        var lines = joined!;
        lines.Write("\n"u8);
        lines.Write(line[skip..]);
    }

    private ReadOnlyMemory<byte> Data() => data switch
    {
        null => default,
        { Start: < 0 } => joined!.WrittenMemory,
        var (start, length) => buffer.AsMemory(start, length),
    };

    private void Compact()
    {
        buffer.AsSpan(eventStart, end - eventStart).CopyTo(buffer);
        if (data is { Start: >= 0 } one) data = (one.Start - eventStart, one.Length);
        (end, lineStart, searched, eventStart) = (end - eventStart, lineStart - eventStart, Math.Max(0, searched - eventStart), 0);
    }

    private void Grow()
    {
        if (buffer.Length >= LongestEvent) throw new ProviderFailureException(FailureCause.NotTheExpectedApi, "The provider sent one event of more than a megabyte.");
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
