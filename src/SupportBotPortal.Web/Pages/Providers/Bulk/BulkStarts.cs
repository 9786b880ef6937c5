using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Providers.Bulk;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Htmx;

namespace SupportBotPortal.Web.Pages.Providers.Bulk;

/// <summary>Starts an act on what a form of the list selects, and answers with its progress, or with a question before it: as a fragment, or as a page.</summary>
public sealed class BulkStarts(BulkRuns runs, ProviderListing listing)
{
    private const string PanelView = "/Pages/Providers/Bulk/_Panel.cshtml";
    private const string QuestionView = "/Pages/Providers/Bulk/_AskPanel.cshtml";

    /// <param name="ask">Shows a question as a page; <see langword="null"/> for acts that ask nothing.</param>
    public async Task<IActionResult> StartAsync(PageModel page, BulkAct act, string permission, Func<BulkQuestion, IActionResult>? ask, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (BulkSelection.Read(page.Request.Form) is not { } selection) return page.BadRequest();
        var where = await page.HttpContext.WhereAsync(permission);
        bool IsWithin(BulkTarget target) => where.Covers(EnvironmentSets.Of(target.Environment));
        BulkOrder Split(IReadOnlyList<BulkTarget> targets) => new(act, permission, [.. targets.Where(IsWithin)], [.. targets.Where(t => !IsWithin(t))]);
        if (selection.Undone is { } run)
        {
            // Exactly these were changed a moment ago by the same person: there is nothing to ask.
            var changed = await listing.NowAsync(runs.ToUndo(run, page.HttpContext.SessionId(), act), cancellationToken);
            var undo = Split(changed);
            if (undo.Targets.Count == 0 && changed.Count > 0) return Refuse(page, act, selection, StatusCodes.Status409Conflict, $"Nothing was undone: you may do this for providers that are labelled {where.Words()}, and none of those that were changed is any more.");
            return changed.Count > 0
                ? Start(page, selection, undo)
                : Refuse(page, act, selection, StatusCodes.Status409Conflict, "Nothing was undone: what was changed is not remembered any more. Deleted providers are under “Deleted providers”.");
        }

        var selected = await selection.TargetsAsync(listing, cancellationToken);
        var order = Split(selected);
        if (order.Targets.Count == 0 && selected.Count > 0) return Refuse(page, act, selection, StatusCodes.Status403Forbidden, $"Nothing was done: you may do this for providers that are labelled {where.Words()}, and none of those you selected is.");
        if (selected.Count == 0) return Refuse(page, act, selection, StatusCodes.Status422UnprocessableEntity, selection.IsActiveOnly
            ? "Nothing was done: no provider is active. Activate one, or tick the ones you mean."
            : "Nothing was done: no provider is selected. Tick some rows, or “All that match”.");
        if (BulkQuestion.Of(act, selection, order.Targets) is not { } question) return Start(page, selection, order);
        var status = question.IsStale ? StatusCodes.Status409Conflict : StatusCodes.Status200OK;
        if (page.WantsFragment() || ask is null) return page.Fragment(QuestionView, question, status);
        page.Response.StatusCode = status;
        return ask(question);
    }

    private IActionResult Start(PageModel page, BulkSelection selection, BulkOrder order)
    {
        var (run, isUnderWay) = runs.Start(page.HttpContext, order);
        if (run is not null)
        {
            return page.WantsFragment()
                ? page.Fragment(PanelView, BulkView.Start(order, run.Id))
                : page.LocalRedirect(selection.Query.Url());
        }

        return isUnderWay
            ? Refuse(page, order.Act, selection, StatusCodes.Status409Conflict, "Not started: another act of yours on many providers is under way. Wait for its end, or cancel it. If you started it in another browser, it is shown there, and ends when you sign out there.")
            : Refuse(page, order.Act, selection, StatusCodes.Status429TooManyRequests, "Not started: too many calls are under way. Try again in a minute.");
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
