using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace SupportBotPortal.Web.Security;

/// <summary>
/// How often one address may try a password or a link to the status board, one person may start a live call or send a message, and how many
/// large forms are read at once. Pages name the limit by <see cref="EnableRateLimitingAttribute"/>.
/// </summary>
/// <remarks>Ours and not the framework's middleware, which never ends the timers of its limiters: what starts here ends with the portal.</remarks>
public sealed class RequestLimits : IDisposable
{
    public const string SignIn = "sign-in";
    public const string LiveCalls = "live-calls";
    public const string Board = "board";

    /// <summary>Being led to the identity provider.</summary>
    public const string Providers = "providers";

    /// <summary>A message that a person reads at its other end.</summary>
    public const string Messages = "messages";

    private readonly PartitionedRateLimiter<HttpContext> formsOfOne = AtOnce(Person, 2, 10);
    private readonly PartitionedRateLimiter<HttpContext> formsOfAll = AtOnce(_ => "all", 8, 100);
    private readonly PartitionedRateLimiter<HttpContext> rates = PartitionedRateLimiter.Create<HttpContext, string>(PartitionOf);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        using var rate = rates.AttemptAcquire(context);
        // Waits rather than refuses: nobody honest sends more than one at a time.
        using var own = rate.IsAcquired ? await WaitAsync(formsOfOne, context) : rate;
        using var place = own is { IsAcquired: true } ? await WaitAsync(formsOfAll, context) : own;
        if (place is { IsAcquired: true }) await next(context);
        else context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
    }

    public void Dispose()
    {
        formsOfOne.Dispose();
        formsOfAll.Dispose();
        rates.Dispose();
    }

    /// <summary>Of IPv6 the network: whoever has one address there has 2^64.</summary>
    internal static string AddressOf(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Connection.RemoteIpAddress is not { } address) return "";
        var bytes = address.IsIPv4MappedToIPv6 ? address.MapToIPv4().GetAddressBytes() : address.GetAddressBytes();
        return Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, 8)));
    }

    /// <returns><see langword="null"/> if whoever waited has gone.</returns>
    private static async ValueTask<RateLimitLease?> WaitAsync(PartitionedRateLimiter<HttpContext> limiter, HttpContext context)
    {
        try
        {
            return await limiter.AcquireAsync(context, 1, context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
    }

    private static RateLimitPartition<string> PartitionOf(HttpContext context)
    {
        var limit = context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName;
        return limit switch
        {
            null => RateLimitPartition.GetNoLimiter("none"),
            SignIn => Writes(context, $"{limit} {AddressOf(context)}", 20),
            // Looking is what is limited here: a wall of screens behind one address, each of which connects anew, stays below it.
            Board => PerMinute($"{limit} {AddressOf(context)}", 300),
            Providers => PerMinute($"{limit} {AddressOf(context)}", 60),
            LiveCalls => Writes(context, $"{limit} {Person(context)}", 60),
            Messages => Writes(context, $"{limit} {Person(context)}", 20),
            _ => throw new InvalidOperationException($"There is no limit “{limit}”."),
        };
    }

    /// <summary>Those who are not signed in must not use up each other's share.</summary>
    private static string Person(HttpContext context) => context.User.Identity?.Name ?? AddressOf(context);

    /// <summary>How many large forms are read at the same time, and how many wait.</summary>
    private static PartitionedRateLimiter<HttpContext> AtOnce(Func<HttpContext, string> who, int permits, int waiting) => PartitionedRateLimiter.Create<HttpContext, string>(context =>
        context.IsLargeForm()
            ? RateLimitPartition.GetConcurrencyLimiter("large " + who(context), _ => new ConcurrencyLimiterOptions { PermitLimit = permits, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst })
            : RateLimitPartition.GetNoLimiter("small"));

    private static RateLimitPartition<string> Writes(HttpContext context, string key, int perMinute) =>
        HttpMethods.IsPost(context.Request.Method)
            ? PerMinute(key, perMinute)
            // A key of its own: the first limiter made for a key serves all that share it, also where there is no address.
            : RateLimitPartition.GetNoLimiter("read");

    private static RateLimitPartition<string> PerMinute(string key, int permits) => RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions
    {
        PermitLimit = permits,
        Window = TimeSpan.FromMinutes(1),
        SegmentsPerWindow = 6,
    });
}
