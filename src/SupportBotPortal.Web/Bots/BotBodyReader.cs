using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SupportBotPortal.Core.Generation.Gateway;
using SupportBotPortal.Core.Generation.Gateway.Resilience;

namespace SupportBotPortal.Web.Bots;

/// <summary>Reads what a bot asks, in time and no more than there is room for.</summary>
internal sealed class BotBodyReader(ChatGateway gateway, TimeProvider time)
{
    /// <returns>The whole body, or why it is not read to its end.</returns>
    public async Task<(ReadOnlyMemory<byte> Body, BotError? Error)> ReadAsync(HttpContext context, BotPlace place)
    {
        var most = gateway.MaximumRequestBytes;
        // Elsewhere a request is small.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = most;
        if (context.Request.ContentLength > most) return (default, BotError.TooLarge(most >> 20));
        var reading = new Reading(context.Request.BodyReader, most, place);
        // Mostly it has come together with its headers.
        if (context.Request.BodyReader.TryRead(out var come) && reading.Take(come)) return reading.Result;
        // One that drips keeps its place, and whatever has come.
        using var late = new CancellationTokenSource(gateway.RequestWithin, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, late.Token);
        try
        {
            while (!reading.Take(await context.Request.BodyReader.ReadAsync(ending.Token))) { }
            return reading.Result;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            return (default, BotError.TooSlow(gateway.RequestWithin));
        }
    }

    private sealed class Reading(PipeReader pipe, int most, BotPlace place)
    {
        /// <summary>As large as what has come, and not as what was announced: announcing costs nothing.</summary>
        private MemoryStream? gathered;

        public (ReadOnlyMemory<byte> Body, BotError? Error) Result { get; private set; }

        /// <returns>Whether that was all that is read.</returns>
        public bool Take(ReadResult come)
        {
            var piece = come.Buffer;
            try
            {
                return Refuse((gathered?.Length ?? 0) + piece.Length) || !TryHold(piece.Length) || Keep(piece, come.IsCompleted);
            }
            finally
            {
                pipe.AdvanceTo(piece.End);
            }
        }

        private bool Refuse(long length)
        {
            if (length <= most) return false;
            Result = (default, BotError.TooLarge(most >> 20));
            return true;
        }

        private bool TryHold(long length)
        {
            if (place.TryHold((int)length)) return true;
            Result = (default, BotError.TooBusy());
            return false;
        }

        private bool Keep(ReadOnlySequence<byte> piece, bool isLast)
        {
            if (isLast && gathered is null)
            {
                Result = (piece.ToArray(), null);
                return true;
            }

            gathered ??= new();
            foreach (var segment in piece) gathered.Write(segment.Span);
            if (isLast) Result = (gathered.GetBuffer().AsMemory(0, (int)gathered.Length), null);
            return isLast;
        }
    }
}
