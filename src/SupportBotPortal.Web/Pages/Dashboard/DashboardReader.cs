using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Pages.Models;
using SupportBotPortal.Web.Pages.Providers.Deletion;
using SupportBotPortal.Web.Pages.Providers.Keys;
using SupportBotPortal.Web.Pages.Providers.Listing;
using SupportBotPortal.Web.Pages.Providers.Testing;

namespace SupportBotPortal.Web.Pages.Dashboard;

/// <summary>Reads what the start page shows. Every list has an end, whatever the number of providers.</summary>
public sealed class DashboardReader(
    AttentionListing attention,
    ProviderCounts counts,
    PluginCatalog plugins,
    IDbContextFactory<PortalDbContext> contexts,
    DashboardIncidents incidents,
    LinkGenerator links,
    TimeProvider time)
{
    /// <summary>How many lines of a kind are shown.</summary>
    public const int Shown = 5;

    public static readonly TimeSpan RetiresSoon = TimeSpan.FromDays(60);

    public Task<ProviderOverview> CountAsync(CancellationToken cancellationToken) => counts.OverviewAsync(ProviderFilter.None, cancellationToken);

    /// <summary>What concerns those who may see providers, the most urgent first.</summary>
    public async Task<IReadOnlyList<AttentionGroup>> AttentionAsync(CancellationToken cancellationToken)
    {
        var groups = new[]
        {
            await NoneActiveAsync(cancellationToken),
            await GroupAsync(new() { State = ProviderState.Down }, "Down", "The page of each says what its test found, and what to do.", Tested, cancellationToken),
            await ReasonAsync(AttentionReason.Quota, "Quota used up", "They refuse every call until there is something to spend again: credit, a higher limit, or the next month.", cancellationToken),
            await GroupAsync(new() { Key = ProviderKeyState.Missing }, "Without a key", "They cannot be called until somebody enters one.", Keyless, cancellationToken),
            await NotTestableAsync(cancellationToken),
            await WithoutPluginAsync(cancellationToken),
            await ReasonAsync(AttentionReason.RateLimit, "Rate limited", "It usually passes within minutes. If it stays, ask the vendor for a higher limit, or spread the load.", cancellationToken),
            await ReasonAsync(AttentionReason.Overloaded, "Overloaded", "They are busy, which usually passes within minutes.", cancellationToken),
            await DueKeysAsync(ProviderKeyState.Due, "Keys to replace", cancellationToken),
            await ReasonAsync(AttentionReason.Slow, "Slow", "They answer, and take longer than their threshold.", cancellationToken),
            await ReasonAsync(AttentionReason.NotProven, "Not proven", "They answer, but nothing shows that their key is right. “Test with a short answer” may tell.", cancellationToken),
            await DueKeysAsync(ProviderKeyState.DueSoon, "Keys due soon", cancellationToken),
            await RetiringModelsAsync(cancellationToken),
            await ChangedModelsAsync(cancellationToken),
        };
        return await incidents.MarkAsync([.. groups.OfType<AttentionGroup>()], cancellationToken);
    }

    /// <summary>What will be destroyed soon; for those who may bring it back.</summary>
    public async Task<AttentionGroup?> AboutToBeDestroyedAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var limit = Now.AddDays(DeletedModel.SoonDays) - DeletedProviders.Retention;
        var soon = DeletedProviders.Of(db).Where(p => p.DeletedAt <= limit);
        var found = await soon.OrderBy(p => p.DeletedAt).Take(Shown).Select(p => new { p.Name, p.Environment, At = p.DeletedAt!.Value, p.DeletedBy }).ToListAsync(cancellationToken);
        if (found.Count == 0) return null;
        var all = Page("/Providers/Deletion/Deleted");
        return new("Deleted, and destroyed soon", "Bring back what is still needed.",
            [.. found.Select(p => new AttentionLine(p.Name, all, $"deleted {Durations.Ago(p.At, Now)} by {p.DeletedBy}")
            {
                Environment = p.Environment,
                Badge = new(BadgeTone.Attention, $"destroyed {DeletedModel.Left((int)Math.Ceiling((p.At + DeletedProviders.Retention - Now).TotalDays))}"),
                Act = new("Restore or destroy", all, ProviderPermissions.Delete),
            })],
            await soon.CountAsync(cancellationToken), all);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>However well each of them may be: nothing that asks the portal for a provider gets one.</summary>
    private async Task<AttentionGroup?> NoneActiveAsync(CancellationToken cancellationToken)
    {
        var all = await CountAsync(cancellationToken);
        if (all.Active > 0) return null;
        var url = ListQuery.All.With(f => f with { State = ProviderState.Inactive }).Url();
        return new("No active provider", "Nothing gets an answer until at least one is active.",
            [new(all.Total == 1 ? "The only provider is inactive" : $"All {all.Total:N0} providers are inactive", url, "Activate those that should be used.") { Act = new("Choose", url, ProviderPermissions.Edit) }],
            all.Total, url)
        {
            HasOwnTotal = true,
        };
    }

    private Task<AttentionGroup?> ReasonAsync(AttentionReason reason, string title, string remedy, CancellationToken cancellationToken) =>
        GroupAsync(new() { State = ProviderState.Attention, Reason = reason }, title, remedy, Tested, cancellationToken);

    private async Task<AttentionGroup?> GroupAsync(ProviderFilter filter, string title, string remedy, Func<AttentionEntry, AttentionLine> line, CancellationToken cancellationToken)
    {
        var total = await ActiveAsync(filter, cancellationToken);
        if (total <= 0) return null;
        var first = await attention.FirstAsync(filter, withTheirKeys: false, Shown, cancellationToken);
        return new(title, remedy, [.. first.Select(line)], total, ListQuery.All.With(_ => filter).Url());
    }

    /// <summary>Those whose key is missing are in a group of their own, which says more.</summary>
    private async Task<AttentionGroup?> NotTestableAsync(CancellationToken cancellationToken)
    {
        var filter = new ProviderFilter { State = ProviderState.NotTestable };
        var keyless = await ActiveAsync(filter with { Key = ProviderKeyState.Missing }, cancellationToken);
        var total = await ActiveAsync(filter, cancellationToken) - keyless;
        if (total <= 0) return null;
        var first = await attention.FirstAsync(filter, withTheirKeys: true, Shown, cancellationToken);
        return new("Not testable", "That is not an outage, but nothing shows that they work.", [.. first.Select(Closed)], total, ListQuery.All.With(_ => filter).Url())
        {
            AllTitle = keyless == 0 ? null : $"All {total + keyless:N0} that are not testable, {keyless:N0} without a key among them",
        };
    }

    /// <summary>How many are active, and of a type that is loaded: without its plugin nothing of a provider can be mended here.</summary>
    private async Task<int> ActiveAsync(ProviderFilter filter, CancellationToken cancellationToken)
    {
        // The counts are known already, most of the time.
        var total = (await counts.OverviewAsync(filter, cancellationToken)).Active;
        return filter.State is null ? total - (await counts.OverviewAsync(filter with { State = ProviderState.PluginMissing }, cancellationToken)).Active : total;
    }

    private AttentionLine Tested(AttentionEntry entry) => LineOf(entry, entry.LastTest!.Message) with { Badge = HealthBadges.Of(entry.Health, entry.LastTest), At = entry.LastTest.At, Act = See("See what to do", entry) };

    private AttentionLine Keyless(AttentionEntry entry) => LineOf(entry, "No key is configured.") with { Badge = new(BadgeTone.Bad, "not configured"), Act = EnterKey("Enter the key", entry) };

    private AttentionLine Closed(AttentionEntry entry) => LineOf(entry, entry.LastTest is { Outcome: ProviderTestOutcome.NotTestable } test ? test.Message : "Its key does not open.") with { Badge = ListWords.BadgeOf(ProviderState.NotTestable), Act = See("Look", entry) };

    private async Task<AttentionGroup?> WithoutPluginAsync(CancellationToken cancellationToken)
    {
        var gone = (await counts.OverviewAsync(new() { State = ProviderState.PluginMissing }, cancellationToken)).Types.OrderByDescending(t => t.Value).ThenBy(t => t.Key, StringComparer.Ordinal).ToList();
        if (gone.Count == 0) return null;
        var page = Page("/Plugins/Index");
        return new("Plugins that are missing", "Nothing of their providers is lost. The page Plugins says why one was not loaded.",
            [.. gone.Take(Shown).Select(t => new AttentionLine($"Type “{t.Key}”", ListQuery.All.With(f => f with { TypeId = t.Key }).Url(), t.Value == 1 ? "1 provider can neither be tested nor changed." : $"{t.Value:N0} providers can neither be tested nor changed.") { Badge = new(BadgeTone.Attention, "not loaded"), Act = new("See Plugins", page, PluginPermissions.View) })],
            gone.Count, page);
    }

    private Task<AttentionGroup?> DueKeysAsync(ProviderKeyState key, string title, CancellationToken cancellationToken) =>
        GroupAsync(new() { Key = key }, title, "Make a new key where the old one was made, and switch to it here. Until then the old one goes on working.", entry =>
        {
            var due = KeyRotation.Of(entry.KeySetAt!.Value, entry.KeyRotationDays, Now);
            return LineOf(entry, $"set {Durations.Ago(due.SetAt, Now)} by {entry.KeySetBy}") with { Badge = KeyBadges.Of(due), Act = EnterKey("Replace the key", entry) };
        }, cancellationToken);

    private async Task<AttentionGroup?> RetiringModelsAsync(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(Now);
        var (first, total) = await attention.RetiringModelsAsync(DateOnly.FromDateTime(Now + RetiresSoon), plugins.DefaultModels, Shown, cancellationToken);
        if (first.Count == 0) return null;
        return new("Models about to retire", ModelWords.RetiringRemedy,
            [.. first.Select(m => new AttentionLine(m.ProviderName, Page("/Providers/Details", m.Slug), m.ModelId) { Environment = m.Environment, Badge = ModelWords.RetirementOf(m.RetiresOn, today), Act = new("Change models", Page("/Providers/Editing/Edit", m.Slug), ProviderPermissions.Edit) })],
            total, Page("/Models/Index") + "#retiring");
    }

    private async Task<AttentionGroup?> ChangedModelsAsync(CancellationToken cancellationToken)
    {
        var (first, total) = await attention.ChangedModelsAsync(plugins.DefaultModels, Shown, cancellationToken);
        if (first.Count == 0) return null;
        return new("Models to look at", ModelWords.ChangedRemedy,
            [.. first.Select(m => new AttentionLine(m.ProviderName, Page("/Providers/Details", m.Slug), ModelWords.ChangeOf(m)) { Environment = m.Environment, Badge = m.Vanished > 0 ? new(BadgeTone.Attention, "vanished") : null, Act = new("Look", Page("/Providers/Details", m.Slug) + "#discovery-panel", ProviderPermissions.View) })],
            total, Page("/Models/Index") + "#changed");
    }

    private AttentionLine LineOf(AttentionEntry entry, string sentence) => new(entry.Name, Page("/Providers/Details", entry.Slug), sentence) { Environment = entry.Environment, Slug = entry.Slug };

    private AttentionAct See(string title, AttentionEntry entry) => new(title, Page("/Providers/Details", entry.Slug), ProviderPermissions.View);

    private AttentionAct EnterKey(string title, AttentionEntry entry) => new(title, Page("/Providers/Keys/Key", entry.Slug), ProviderPermissions.Edit);

    private string Page(string page, string? slug = null) => links.GetPathByPage(page, values: new { slug }) ?? throw new InvalidOperationException($"There is no page {page}.");
}
