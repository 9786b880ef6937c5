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
[EnableRateLimiting(RequestLimits.LiveCalls)]
public sealed class TestModel(SavedProviderTest test, ProviderRows rows) : PageModel
{
    public IActionResult OnGet(string slug) => RedirectToPage("/Providers/Details", new { slug });

    /// <param name="from">Where the button is: in a list, on another “page”, or beside the “panel” that shows the result.</param>
    public async Task<IActionResult> OnPostAsync(string slug, string? from, bool generate, CancellationToken cancellationToken)
    {
        if (await rows.FindAsync(slug, cancellationToken) is not { } row) return NotFound();
        var run = await test.RunAsync(HttpContext, slug, generate, cancellationToken);
        if (run is null) return StatusCode(StatusCodes.Status429TooManyRequests);
        var page = Url.Page("/Providers/Details", new { slug, run = run.Id })!;
        if (this.WantsFragment() && from == "panel")
        {
            // The rest of the page, such as a discovery under review, stays; loaded again, it follows the same run.
            Response.Headers["HX-Replace-Url"] = page;
            return this.Fragment("_TestPanel", new TestPanelView { RunId = run.Id, Slug = slug, Expected = TestPanelView.StagesFor(row.BaseUrl, generate) });
        }

        if (this.WantsFragment() && from != "page") return this.Fragment("/Pages/Providers/Listing/_Row.cshtml", row with { RunId = run.Id });

        // On its own page the result streams in there; without JavaScript it is awaited.
        if (from != "page" || !Request.Headers.ContainsKey("HX-Request")) await run.EndedAsync(cancellationToken);
        return this.GoTo(page);
    }
}
