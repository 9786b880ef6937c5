using Htmx;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace SupportBotPortal.Web.Htmx;

/// <summary>The few ways in which a page answers htmx.</summary>
public static class HtmxPageExtensions
{
    /// <summary>
    /// Whether a fragment is wanted. Not for a restored page: the Back button would otherwise show the fragment as a page.
    /// Says so to caches.
    /// </summary>
    public static bool WantsFragment(this PageModel page)
    {
        ArgumentNullException.ThrowIfNull(page);
        page.Response.Headers.Append("Vary", "HX-Request");
        return page.Request.IsForFragment();
    }

    /// <summary>As <see cref="WantsFragment"/>, for views.</summary>
    public static bool IsForFragment(this HttpRequest request) => request.IsHtmxNonBoosted() && !request.IsHtmxHistoryRestoreRequest();

    /// <summary>A partial view with a status.</summary>
    public static PartialViewResult Fragment(this PageModel page, string view, object? model, int status = StatusCodes.Status200OK)
    {
        ArgumentNullException.ThrowIfNull(page);
        var result = page.Partial(view, model!);
        result.StatusCode = status;
        return result;
    }

    /// <summary>After success: a whole new page, also for htmx.</summary>
    public static IActionResult GoTo(this PageModel page, string url)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (!page.Request.IsHtmx()) return page.LocalRedirect(url);
        page.Response.Headers["HX-Redirect"] = url;
        return page.StatusCode(StatusCodes.Status204NoContent);
    }
}
