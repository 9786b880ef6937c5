using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Generation.Gateway.Resilience;

/// <summary>How many requests of a token, and of all, are answered at the same time and in a minute.</summary>
internal sealed class GatewayLimits : IDisposable
{
    private readonly RequestMemory memory;
    private readonly ConcurrencyLimiter all;
    private readonly PartitionedRateLimiter<BotToken> atOnce;
    private readonly PartitionedRateLimiter<BotToken> perMinute;

    public GatewayLimits(IOptions<GatewayOptions> options)
    {
        var limits = options.Value;
        memory = new((long)limits.RequestsTogetherMiB << 20);
        all = new(new() { PermitLimit = limits.AtOnce, QueueLimit = 0 });
        atOnce = PartitionedRateLimiter.Create<BotToken, Guid>(token => RateLimitPartition.GetConcurrencyLimiter(token.Id, _ => new() { PermitLimit = limits.AtOnceForOneToken, QueueLimit = 0 }));
        perMinute = PartitionedRateLimiter.Create<BotToken, (Guid, int)>(token => (token.RequestsPerMinute ?? limits.RequestsPerMinute) is > 0 and var permits
            ? RateLimitPartition.GetSlidingWindowLimiter((token.Id, permits), _ => new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 12, QueueLimit = 0 })
            : RateLimitPartition.GetNoLimiter((token.Id, 0)));
    }

    /// <param name="error">Why not now.</param>
    /// <returns>A place, given back by disposing of it; <see langword="null"/> if there is none.</returns>
    public BotPlace? TryEnter(BotToken token, out BotError? error)
    {
        error = null;
        var (anybodys, ones) = (all.AttemptAcquire(), atOnce.AttemptAcquire(token));
        var place = new BotPlace(memory, ones, anybodys);
        if (!anybodys.IsAcquired) error = BotError.TooBusy();
        else if (!ones.IsAcquired) error = BotError.TooMany("This bot token has as many requests under way as it may have at the same time. Wait for one of them to end.", TimeSpan.FromSeconds(1));
        // Counted last: a request that is refused for another reason uses nothing up.
        else if (perMinute.AttemptAcquire(token) is { IsAcquired: false } refused) error = BotError.TooMany("This bot token has made as many requests as it may in a minute.", refused.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(5));
        if (error is null) return place;
        place.Dispose();
        return null;
    }

    public void Dispose()
    {
        all.Dispose();
        atOnce.Dispose();
        perMinute.Dispose();
    }
}
