using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using SupportBotPortal.Core.People.Tokens;

namespace SupportBotPortal.Web.Api;

/// <summary>How many requests a token may send: a program in a loop must not take the portal from everybody else.</summary>
internal sealed class ApiRate : IDisposable
{
    public const int PerMinute = 600;
    public const int AtOnce = 8;

    private readonly PartitionedRateLimiter<Guid> perMinute = PartitionedRateLimiter.Create<Guid, Guid>(token => RateLimitPartition.GetSlidingWindowLimiter(token, _ => new() { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));
    private readonly PartitionedRateLimiter<Guid> atOnce = PartitionedRateLimiter.Create<Guid, Guid>(token => RateLimitPartition.GetConcurrencyLimiter(token, _ => new() { PermitLimit = AtOnce, QueueLimit = 4 * AtOnce, QueueProcessingOrder = QueueProcessingOrder.OldestFirst }));

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (context.Features.Get<ApiCaller>() is not { } caller)
        {
            await next(context);
            return;
        }

        using var counted = perMinute.AttemptAcquire(caller.Token.Id);
        using var place = counted.IsAcquired ? await atOnce.AcquireAsync(caller.Token.Id, 1, context.RequestAborted) : counted;
        if (place.IsAcquired)
        {
            await next(context);
            return;
        }

        context.Response.Headers.RetryAfter = counted.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture) : "10";
        await ApiProblem.Of(StatusCodes.Status429TooManyRequests, "too_many_requests", $"A token may send {PerMinute} requests a minute, and {AtOnce} at once. Wait a moment.").ExecuteAsync(context);
    }

    public void Dispose()
    {
        perMinute.Dispose();
        atOnce.Dispose();
    }
}
