using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Pages.Providers.Listing;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Providers.Testing;

/// <summary>Tests a saved provider with its stored key, from the list or from its page. The answer shows the provider, so it asks for that, too.</summary>
[RequirePermission(ProviderPermissions.Test)]
[RequirePermission(ProviderPermissions.View)]
[EnableRateLimiting(SignInLimits.LiveCalls)]
public sealed class TestModel(SavedProviderTest test, ProviderRows rows) : PageModel
{
    public IActionResult OnGet(string slug) => RedirectToPage("/Providers/Details", new { slug });

    public async Task<IActionResult> OnPostAsync(string slug, string? from, bool generate, CancellationToken cancellationToken)
    {
        if (await rows.FindAsync(slug, cancellationToken) is not { } row) return NotFound();
        var run = await test.RunAsync(HttpContext, slug, generate, cancellationToken);
        if (run is null) return StatusCode(StatusCodes.Status429TooManyRequests);
        if (this.WantsFragment() && from != "page") return this.Fragment("/Pages/Providers/Listing/_Row.cshtml", row with { RunId = run.Id });

        // From its own page the result streams in there; without JavaScript it is awaited.
        if (from != "page" || !Request.Headers.ContainsKey("HX-Request")) await run.EndedAsync(cancellationToken);
        return this.GoTo(Url.Page("/Providers/Details", new { slug, run = run.Id })!);
    }
}
