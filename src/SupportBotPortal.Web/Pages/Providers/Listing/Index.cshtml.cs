using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Pages.Providers.Bulk;

namespace SupportBotPortal.Web.Pages.Providers.Listing;

[RequirePermission(ProviderPermissions.View)]
public sealed class IndexModel(ProviderRows rows, ProviderCounts counts, ProviderLiveCalls calls, BulkRuns bulk, PluginCatalog plugins) : PageModel
{
    public ListQuery Query { get; private set; } = ListQuery.All;

    /// <summary>The address asked for something that the list does not know.</summary>
    public bool IsUnknown { get; private set; }

    public IReadOnlyList<ProviderRow> Rows { get; private set; } = [];

    public PageAnchor? Previous { get; private set; }

    public PageAnchor? Next { get; private set; }

    /// <summary>How many match, on all pages.</summary>
    public int Matching { get; private set; }

    /// <summary>Of all providers, whatever the filter.</summary>
    public ProviderOverview Overview { get; private set; } = ProviderOverview.Nothing;

    /// <summary>How many the filter would leave in each state; <see langword="null"/> while a search is on, which would have to be counted for each.</summary>
    public IReadOnlyDictionary<ProviderState, int>? States { get; private set; }

    /// <summary>Types to filter by: those that are loaded, and those of which there are providers.</summary>
    public IReadOnlyList<(string Id, string Name)> Types { get; private set; } = [];

    public BulkView? Bulk { get; private set; }

    /// <summary>How many keys are due, whatever the filter.</summary>
    public int DueKeys => Overview.Keys.GetValueOrDefault(ProviderKeyState.Due);

    public string Summary => $"{Overview.Active:N0} active · {Overview.Healthy:N0} healthy at their last test";

    /// <summary>The page; or one part of it, by the element that htmx puts it into.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var session = HttpContext.SessionId();
        var isFragment = this.WantsFragment();
        Response.Headers.Append("Vary", "HX-Target");
        var part = isFragment ? Request.Headers["HX-Target"].ToString() : "";
        if (part == "bulk") return this.Fragment("/Pages/Providers/Bulk/_Panel.cshtml", bulk.ViewOf(session));

        Overview = await counts.OverviewAsync(ProviderFilter.None, cancellationToken);
        Types = [.. plugins.Types.Select(t => (t.Id, t.DisplayName)), .. Overview.Types.Keys.Where(id => plugins.TypeOf(id) is null).Order(StringComparer.Ordinal).Select(id => (id, $"{id} (plugin missing)"))];
        if (!isFragment) Bulk = bulk.Open(session);
        if (ListQuery.Read(name => Request.Query[name]) is not { } query)
        {
            IsUnknown = true;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        Query = query;
        States = query.Filter.Search.Length > 0 ? null : (await counts.OverviewAsync(query.Filter with { State = null, Reason = null }, cancellationToken)).States;
        if (part == "facets") return this.Fragment("_CountsAlone", this);
        (var page, Previous, Next) = await rows.PageAsync(query, cancellationToken);
        Rows = [.. page.Select(row => row with { RunId = calls.UnderWay(row.Slug, session)?.Id })];
        Matching = await counts.CountAsync(query.Filter, cancellationToken);
        return isFragment ? this.Fragment("_List", this) : Page();
    }
}
