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
        // One that drips keeps its place, and whatever has come.
        using var late = new CancellationTokenSource(gateway.RequestWithin, time);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, late.Token);
        try
        {
            return await ReadAsync(context.Request, most, place, reading.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            return (default, BotError.TooSlow(gateway.RequestWithin));
        }
    }

    private static async Task<(ReadOnlyMemory<byte>, BotError?)> ReadAsync(HttpRequest request, int most, BotPlace place, CancellationToken cancellationToken)
    {
        // As large as what has come, and not as what was announced: announcing costs nothing.
        using var body = new MemoryStream();
        var buffer = new byte[16 << 10];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (body.Length + read > most) return (default, BotError.TooLarge(most >> 20));
            if (!place.TryHold(read)) return (default, BotError.TooBusy());
            body.Write(buffer, 0, read);
        }

        return (body.GetBuffer().AsMemory(0, (int)body.Length), null);
    }
}
