using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Pages.Dashboard;

namespace SupportBotPortal.Web.Pages.Models;

/// <summary>Models that change: those that retire soon, and providers that list others than when somebody last looked.</summary>
[RequirePermission(ProviderPermissions.View)]
public sealed class IndexModel(AttentionListing attention, PluginCatalog plugins, TimeProvider time) : PageModel
{
    /// <summary>Where more change, looking at single ones helps nobody.</summary>
    public const int Most = 500;

    public DateOnly Today { get; private set; }

    public IReadOnlyList<RetiringModel> Retiring { get; private set; } = [];

    public int AllRetiring { get; private set; }

    public IReadOnlyList<ChangedModels> Changed { get; private set; } = [];

    public int AllChanged { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        Today = DateOnly.FromDateTime(now);
        (Retiring, AllRetiring) = await attention.RetiringModelsAsync(DateOnly.FromDateTime(now + DashboardReader.RetiresSoon), plugins.DefaultModels, Most, cancellationToken);
        (Changed, AllChanged) = await attention.ChangedModelsAsync(plugins.DefaultModels, Most, cancellationToken);
    }
}
