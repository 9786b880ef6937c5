using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation;
using SupportBotPortal.Core.Generation.Tokens;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.Reports;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Usage;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Help;

/// <summary>One topic, with the provider at hand if there is one.</summary>
[RequirePermission(ProviderPermissions.View)]
public sealed class TopicModel(PortalDbContext db, PluginCatalog plugins) : PageModel
{
    public HelpTopic Topic { get; private set; } = null!;

    public Provider? Provider { get; private set; }

    public ProviderSecret? Key => Provider?.Secrets.Find(s => s.Field == ProviderSecret.ApiKeyField);

    public bool NeedsKey { get; private set; }

    /// <summary>The last test of the provider shows something else by now, or nothing.</summary>
    public bool IsPast { get; private set; }

    public IReadOnlyList<HelpAct> Acts { get; private set; } = [];

    /// <param name="topic">Which.</param>
    /// <param name="provider">The slug of the provider that has the problem.</param>
    public async Task<IActionResult> OnGetAsync(string topic, string? provider, CancellationToken cancellationToken)
    {
        if (HelpTopics.Find(topic) is not { } found) return NotFound();
        Topic = found;
        // One that was deleted meanwhile does not take the help away.
        if (provider is not null) Provider = await db.Providers.AsNoTracking().Include(p => p.Secrets).FirstOrDefaultAsync(p => p.Slug == provider, cancellationToken);
        if (Provider is null) return Page();

        var type = plugins.TypeOf(Provider.TypeId);
        NeedsKey = type?.AuthSchemes.FirstOrDefault(s => s.Id == Provider.AuthScheme)?.NeedsSecret != false;
        IsPast = Topic.Cause is { } cause && Provider.LastTest?.Cause != cause;
        Acts = [.. found.Remedies.Select(remedy => ActFor(remedy, Provider, type)).OfType<HelpAct>()];
        return Page();
    }

    private HelpAct? ActFor(Remedy remedy, Provider at, ProviderType? type)
    {
        // Without its plugin a provider can neither be called nor changed.
        if (type is null) return remedy == Remedy.Plugins ? new("See the plugins", Url.Page("/Plugins/Index")!, PluginPermissions.View) : null;
        var slug = new { slug = at.Slug };
        return remedy switch
        {
            Remedy.Test => new("Test again", Url.Page("/Providers/Testing/Test", new { slug = at.Slug, from = "page" })!, ProviderPermissions.Test, IsPost: true),
            Remedy.Edit => new("Edit the provider", Url.Page("/Providers/Editing/Edit", slug)!, ProviderPermissions.Edit),
            Remedy.ReplaceKey => NeedsKey ? new("Replace the key", Url.Page("/Providers/Keys/Key", slug)!, ProviderPermissions.Edit) : null,
            Remedy.Discover => new("Discover models", Url.Page("/Providers/Discovery/Discover", slug)!, ProviderPermissions.Test, IsPost: true),
            Remedy.StatusPage => Elsewhere("Vendor’s status page", type.Links.StatusPage),
            Remedy.KeyPage => Elsewhere("Vendor’s keys", type.Links.KeyPage),
            Remedy.UsageDashboard => Elsewhere("Usage and billing", type.Links.UsageDashboard),
            Remedy.Plugins => new("See the plugins", Url.Page("/Plugins/Index")!, PluginPermissions.View),
            Remedy.PlanTests => new("Change its tests", Url.Page("/Providers/Checks/Plan", slug)!, HealthPermissions.Edit),
            Remedy.Alerts => new("See the alerts", Url.Page("/Alerts/Index")!, AlertPermissions.View),
            Remedy.Reports => new("See the reports", Url.Page("/Reports/Index")!, ReportPermissions.View),
            Remedy.Generation => new("See model & generation", Url.Page("/Generation/Index")!, GenerationPermissions.View),
            Remedy.BotTokens => new("See the bot tokens", Url.Page("/Bots/Index")!, BotTokenPermissions.View),
            Remedy.Usage => new("See the usage", Url.Page("/Usage/Index")!, UsagePermissions.View),
            _ => throw new InvalidOperationException($"Unknown remedy {remedy}."),
        };
    }

    private static HelpAct? Elsewhere(string label, Uri? page) => page is null ? null : new(label, page.AbsoluteUri);
}
