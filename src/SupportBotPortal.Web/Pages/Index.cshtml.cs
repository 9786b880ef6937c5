using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Pages.Dashboard;

namespace SupportBotPortal.Web.Pages;

/// <summary>The state at a glance. Everybody who is signed in sees it, each section only who may see what it tells.</summary>
[Authorize]
public sealed class IndexModel(DashboardReader dashboard, IAuthorizationService authorization) : PageModel
{
    /// <summary><see langword="null"/> for those who may not see providers.</summary>
    public ProviderCounts? Counts { get; private set; }

    public IReadOnlyList<AttentionGroup> Attention { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        List<AttentionGroup> groups = [];
        if (await MayAsync(ProviderPermissions.View))
        {
            Counts = await dashboard.CountAsync(cancellationToken);
            if (Counts.Total > 0) groups.AddRange(await dashboard.AttentionAsync(cancellationToken));
            if (await MayAsync(ProviderPermissions.Delete) && await dashboard.AboutToBeDestroyedAsync(cancellationToken) is { } soon) groups.Add(soon);
        }

        Attention = groups;
    }

    public static string Summary(ProviderCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return counts.Total == 1 ? "1 provider" : $"{counts.Total:N0} providers";
    }

    private async Task<bool> MayAsync(string permission) => (await authorization.AuthorizeAsync(User, null, new RequirePermissionAttribute(permission))).Succeeded;
}
