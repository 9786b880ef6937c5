using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Generation;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Pages.Dashboard;
using SupportBotPortal.Web.Pages.Providers.Listing;

namespace SupportBotPortal.Web.Pages;

/// <summary>The state at a glance. Everybody who is signed in sees it, each section only who may see what it tells.</summary>
[Authorize]
public sealed class IndexModel(DashboardReader dashboard, DashboardIncidents incidents, DashboardAlerts alerts, DashboardSelection selection, IAuthorizationService authorization) : PageModel
{
    /// <summary><see langword="null"/> for those who may not see providers.</summary>
    public ProviderOverview? Counts { get; private set; }

    public IReadOnlyList<AttentionGroup> Attention { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if ((await HttpContext.EffectivePermissionsAsync()).OwesSecondFactor) return RedirectToPage("/Account/SecondFactor");
        List<AttentionGroup> groups = [];
        if (await MayAsync(GenerationPermissions.View) && await selection.ProblemAsync(cancellationToken) is { } problem) groups.Add(problem);
        if (await MayAsync(ProviderPermissions.View))
        {
            Counts = await dashboard.CountAsync(cancellationToken);
            if (Counts.Total > 0) groups.AddRange(await dashboard.AttentionAsync(cancellationToken));
            if (await MayAsync(HealthPermissions.View) && await incidents.UnsettledAsync(cancellationToken) is { } unsettled) groups.Add(unsettled);
            if (await MayAsync(AlertPermissions.View) && await alerts.FailingAsync(cancellationToken) is { } failing) groups.Add(failing);
            if (await MayAsync(ProviderPermissions.Delete) && await dashboard.AboutToBeDestroyedAsync(cancellationToken) is { } soon) groups.Add(soon);
        }

        Attention = groups;
        return Page();
    }

    public static IEnumerable<Tile> Tiles(ProviderOverview counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        yield return Of(ProviderState.Healthy, "at their last test");
        yield return Of(ProviderState.Down, "at their last test") with { IsBad = counts.States.GetValueOrDefault(ProviderState.Down) > 0 };
        yield return Of(ProviderState.Attention, "quota, rate limit, or not proven");
        yield return Of(ProviderState.NotTested, "as they are now");

        Tile Of(ProviderState state, string meaning) => new(ListWords.BadgeOf(state).Text, counts.States.GetValueOrDefault(state), meaning, ListQuery.All.With(f => f with { State = state }).Url());
    }

    private async Task<bool> MayAsync(string permission) => (await authorization.AuthorizeAsync(User, null, new RequirePermissionAttribute(permission))).Succeeded;
}
