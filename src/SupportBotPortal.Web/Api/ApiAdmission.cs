using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.People.Tokens;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Api;

/// <summary>
/// Lets requests in one after the other: who asks, how often, and then all of what is sent, in time. What may be done is looked at only afterwards:
/// whoever sends a byte a second must not act by what held an hour ago.
/// </summary>
internal sealed class ApiAdmission(TimeProvider time) : IDisposable
{
    /// <summary>Of a person, however many tokens act for him.</summary>
    public const int PerMinute = 600;
    public const int AtOnce = 8;

    /// <summary>Of an address without a token that opens.</summary>
    public const int StrangersPerMinute = 120;

    private static readonly TimeSpan BodyDeadline = TimeSpan.FromSeconds(30);

    private readonly PartitionedRateLimiter<HttpContext> strangers = Sliding(RequestLimits.AddressOf, StrangersPerMinute);
    private readonly PartitionedRateLimiter<HttpContext> perMinute = Sliding(context => context.Caller().Token.UserId.ToString(), PerMinute);
    private readonly PartitionedRateLimiter<HttpContext> atOnce = PartitionedRateLimiter.Create<HttpContext, Guid>(context => RateLimitPartition.GetConcurrencyLimiter(context.Caller().Token.UserId, _ => new() { PermitLimit = AtOnce, QueueLimit = 4 * AtOnce, QueueProcessingOrder = QueueProcessingOrder.OldestFirst }));

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var isByToken = context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is not null && (await context.AuthenticateAsync(ApiTokenHandler.SchemeName)).Succeeded;
        if (!isByToken)
        {
            using var place = strangers.AttemptAcquire(context);
            await (place.IsAcquired ? next(context) : RefuseAsync(context, $"An address may send {StrangersPerMinute} requests a minute without a token that opens. Wait a moment."));
            return;
        }

        using var counted = perMinute.AttemptAcquire(context);
        using var inside = counted.IsAcquired ? await atOnce.AcquireAsync(context, 1, context.RequestAborted) : counted;
        if (!inside.IsAcquired) await RefuseAsync(context, $"A person’s programs may send {PerMinute} requests a minute, and {AtOnce} at once. Wait a moment.");
        else if (await ReadAsync(context)) await next(context);
    }

    public void Dispose()
    {
        strangers.Dispose();
        perMinute.Dispose();
        atOnce.Dispose();
    }

    /// <returns>Whether all has come and the token still opens; if not, that was answered.</returns>
    private async Task<bool> ReadAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) return true;
        var began = time.GetTimestamp();
        // In memory, never in a file: it may carry a key.
        var body = new MemoryStream();
        context.Response.RegisterForDispose(body);
        using var late = new CancellationTokenSource(BodyDeadline, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, late.Token);
        try
        {
            var piece = new byte[16 << 10];
            int read;
            while ((read = await context.Request.Body.ReadAsync(piece, ending.Token)) > 0)
            {
                if (body.Length + read > ApiEndpoints.MaximumBodyBytes) throw new BadHttpRequestException("Too large.", StatusCodes.Status413PayloadTooLarge);
                body.Write(piece, 0, read);
            }
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            await ApiProblem.Of(StatusCodes.Status408RequestTimeout, "too_slow", $"The body did not come within {BodyDeadline.TotalSeconds:0} seconds. Nothing was changed.").ExecuteAsync(context);
            return false;
        }

        body.Position = 0;
        context.Request.Body = body;
        if (time.GetElapsedTime(began) < TimeSpan.FromSeconds(1)) return true;
        if (await context.RequestServices.GetRequiredService<ApiCallers>().StillAsync(context.Caller().Token.Id, context.RequestAborted) is not null) return true;
        await ApiProblem.Of(StatusCodes.Status401Unauthorized, "unauthorized", "The token was revoked, or has expired, while the request was coming. Nothing was changed.").ExecuteAsync(context);
        return false;
    }

    private static PartitionedRateLimiter<HttpContext> Sliding(Func<HttpContext, string> who, int perMinute) => PartitionedRateLimiter.Create<HttpContext, string>(context =>
        RateLimitPartition.GetSlidingWindowLimiter(who(context), _ => new() { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));

    private static Task RefuseAsync(HttpContext context, string detail)
    {
        context.Response.Headers.RetryAfter = 10.ToString(CultureInfo.InvariantCulture);
        return ApiProblem.Of(StatusCodes.Status429TooManyRequests, "too_many_requests", detail).ExecuteAsync(context);
    }
}
