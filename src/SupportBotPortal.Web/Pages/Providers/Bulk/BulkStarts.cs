using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Providers.Bulk;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Htmx;

namespace SupportBotPortal.Web.Pages.Providers.Bulk;

/// <summary>Starts an act on what a form of the list selects, and answers with its progress: as a fragment, or on the list.</summary>
public sealed class BulkStarts(BulkRuns runs, ProviderListing listing)
{
    private const string PanelView = "/Pages/Providers/Bulk/_Panel.cshtml";

    public async Task<IActionResult> StartAsync(PageModel page, BulkAct act, string permission, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (BulkSelection.Read(page.Request.Form) is not { } selection) return page.BadRequest();
        var targets = await selection.TargetsAsync(listing, cancellationToken);
        return Start(page, act, permission, selection, targets);
    }

    public IActionResult Start(PageModel page, BulkAct act, string permission, BulkSelection selection, IReadOnlyList<BulkTarget> targets)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Count == 0) return Refuse(page, act, selection, StatusCodes.Status422UnprocessableEntity, "Nothing was done: no provider is selected. Tick some rows, or “All that match”.");
        var (run, isUnderWay) = runs.Start(page.HttpContext, act, targets, new(permission));
        if (run is not null)
        {
            return page.WantsFragment()
                ? page.Fragment(PanelView, new BulkView { Act = act, RunId = run.Id, Progress = BulkProgress.Start(targets.Count) })
                : page.LocalRedirect(selection.Query.Url());
        }

        return isUnderWay
            ? Refuse(page, act, selection, StatusCodes.Status409Conflict, "Not started: another act of yours on many providers is under way. Wait for its end, or cancel it.")
            : Refuse(page, act, selection, StatusCodes.Status429TooManyRequests, "Not started: too many calls are under way. Try again in a minute.");
    }

    /// <summary>What is under way, or has ended, stays in sight.</summary>
    private IActionResult Refuse(PageModel page, BulkAct act, BulkSelection selection, int status, string sentence)
    {
        if (page.WantsFragment())
            return page.Fragment(PanelView, (runs.ViewOf(page.HttpContext.SessionId()) ?? new BulkView { Act = act, Progress = BulkProgress.Start(0) }) with { Refused = sentence }, status);
        page.TempData.Say(sentence);
        return page.LocalRedirect(selection.Query.Url());
    }
}
