using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace SupportBotPortal.Web.Security.External;

/// <summary>How often one address may come back from the identity provider. Its answers are taken before the limits of pages are asked.</summary>
public sealed class OidcLimit : IDisposable
{
    private const int PerMinute = 30;

    private readonly PartitionedRateLimiter<HttpContext> limiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        RateLimitPartition.GetFixedWindowLimiter(RequestLimits.AddressOf(context), _ => new() { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) }));

    public bool TryAnswer(HttpContext context) => limiter.AttemptAcquire(context).IsAcquired;

    public void Dispose() => limiter.Dispose();
}
