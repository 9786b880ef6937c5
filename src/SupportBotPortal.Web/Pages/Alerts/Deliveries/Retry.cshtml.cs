using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Hosting;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Alerts.Deliveries;

/// <summary>Tries a message that waits at once.</summary>
[RequirePermission(AlertPermissions.View)]
[RequirePermission(AlertPermissions.Test)]
[EnableRateLimiting(RequestLimits.LiveCalls)]
public sealed class RetryModel(DeliveryLog log, DeliveryRetry retry, IHostApplicationLifetime lifetime) : PageModel
{
    public ListedDelivery Message { get; private set; } = null!;

    public RetryResult? Result { get; private set; }

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken) => await LoadAsync(id, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellationToken)
    {
        // What was begun is ended and kept in the log, also when its tab is closed.
        Result = await retry.TryAsync(id, HttpContext.Actor(), lifetime.ApplicationStopping);
        if (!await LoadAsync(id, cancellationToken)) return NotFound();
        var isSettled = Result.Outcome is RetryOutcome.Delivered or RetryOutcome.Failed or RetryOutcome.Ended;
        // The row itself says what came of it; that nothing was done is said on a page of its own.
        if (this.WantsFragment() && isSettled) return this.Fragment("_Row", Message);
        if (this.WantsFragment()) return this.GoTo(Url.Page("/Alerts/Deliveries/Retry", new { id })!);
        return new PageResult { StatusCode = isSettled ? StatusCodes.Status200OK : StatusCodes.Status409Conflict };
    }

    public static string Sentence(RetryResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Outcome switch
        {
            RetryOutcome.Delivered => $"It is delivered: {result.Said}",
            RetryOutcome.Failed => $"It was tried, and failed: {result.Said}",
            RetryOutcome.Ended => "It is not tried any more: it is delivered, given up or not needed.",
            RetryOutcome.UnderWay => "It is being sent at this moment. Load the page again in a minute.",
            RetryOutcome.EarlierFirst => "An earlier message about the same incident has not arrived through this channel. Try that one first: that something is over is not told before that it began.",
            _ => throw new InvalidOperationException($"No words for {result.Outcome}."),
        };
    }

    private async Task<bool> LoadAsync(long id, CancellationToken cancellationToken)
    {
        if (await log.FindAsync(id, cancellationToken) is not { } message) return false;
        Message = message;
        return true;
    }
}
