using Humanizer;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Pages.Providers;

namespace SupportBotPortal.Web.Pages.Dashboard;

/// <summary>Reads what the start page shows. Every list has an end, whatever the number of providers.</summary>
public sealed class DashboardReader(IDbContextFactory<PortalDbContext> contexts, PluginCatalog plugins, ProviderRows rows, LinkGenerator links, TimeProvider time)
{
    /// <summary>How many lines of a kind are shown.</summary>
    public const int Shown = 5;

    public static readonly TimeSpan RetiresSoon = TimeSpan.FromDays(60);

    public async Task<ProviderCounts> CountAsync(CancellationToken cancellationToken)
    {
        await using var db = await OpenAsync(cancellationToken);
        var types = Types;
        // One look along the table, and a handful of rows.
        var kinds = await db.Providers.Select(p => new { p.IsActive, HasType = types.Contains(p.TypeId), Outcome = (ProviderTestOutcome?)p.LastTest!.Outcome })
            .GroupBy(p => new { p.IsActive, p.HasType, p.Outcome }).Select(g => new { g.Key.IsActive, g.Key.HasType, g.Key.Outcome, Count = g.Count() }).ToListAsync(cancellationToken);
        return new(
            kinds.Sum(k => k.Count),
            kinds.Where(k => k.IsActive).Sum(k => k.Count),
            await rows.CountHealthyAsync(cancellationToken),
            kinds.Where(k => k is { IsActive: true, HasType: true, Outcome: ProviderTestOutcome.Failed }).Sum(k => k.Count),
            kinds.Where(k => k is { IsActive: true, HasType: true, Outcome: null }).Sum(k => k.Count));
    }

    /// <summary>What concerns those who may see providers, the most urgent first.</summary>
    public async Task<IReadOnlyList<AttentionGroup>> AttentionAsync(CancellationToken cancellationToken)
    {
        await using var db = await OpenAsync(cancellationToken);
        var groups = new[]
        {
            await FailingAsync(db, cancellationToken),
            await WithoutKeyAsync(db, cancellationToken),
            await NotTestableAsync(db, cancellationToken),
            await WithoutPluginAsync(db, cancellationToken),
            await DueKeysAsync(db, cancellationToken),
            await RetiringModelsAsync(db, cancellationToken),
        };
        return [.. groups.Where(g => g.Total > 0)];
    }

    /// <summary>What will be destroyed soon; for those who may bring it back.</summary>
    public async Task<AttentionGroup?> AboutToBeDestroyedAsync(CancellationToken cancellationToken)
    {
        await using var db = await OpenAsync(cancellationToken);
        var limit = Now.AddDays(DeletedModel.SoonDays) - DeletedProviders.Retention;
        var soon = DeletedProviders.Of(db).Where(p => p.DeletedAt <= limit);
        var total = await soon.CountAsync(cancellationToken);
        if (total == 0) return null;
        var found = await soon.OrderBy(p => p.DeletedAt).Take(Shown).Select(p => new { p.Name, p.Environment, At = p.DeletedAt!.Value, p.DeletedBy }).ToListAsync(cancellationToken);
        var all = Page("/Providers/Deleted");
        return new("Deleted, and destroyed soon", "Bring back what is still needed.",
            [.. found.Select(p => new AttentionLine(p.Name, all, $"deleted by {p.DeletedBy}, destroyed {DeletedModel.Left((int)Math.Ceiling((p.At + DeletedProviders.Retention - Now).TotalDays))}") { Environment = p.Environment, At = p.At })], total, all);
    }

    private async Task<PortalDbContext> OpenAsync(CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private List<string> Types => [.. plugins.Types.Select(t => t.Id)];

    private async Task<AttentionGroup> FailingAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var types = Types;
        var failing = db.Providers.Where(p => p.IsActive && types.Contains(p.TypeId) && p.LastTest!.Outcome == ProviderTestOutcome.Failed);
        // Production first: that is where customers are.
        var found = await failing.OrderByDescending(p => p.Environment == ProviderEnvironment.Production).ThenByDescending(p => p.LastTest!.At).Take(Shown)
            .Select(p => new { p.Slug, p.Name, p.Environment, p.LastTest }).ToListAsync(cancellationToken);
        return new("Failing", "The page of each says what its test found, and what to do.",
            [.. found.Select(p => new AttentionLine(p.Name, Details(p.Slug), p.LastTest!.Message) { Environment = p.Environment, Badge = HealthBadges.Of(p.LastTest), At = p.LastTest.At, Act = new("See what to do", Details(p.Slug), ProviderPermissions.View) })],
            await failing.CountAsync(cancellationToken), List);
    }

    private async Task<AttentionGroup> WithoutKeyAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var needing = plugins.Types.SelectMany(t => t.AuthSchemes.Where(s => s.NeedsSecret).Select(s => t.Id + "/" + s.Id)).ToList();
        var missing = db.Providers.Where(p => p.IsActive && needing.Contains(p.TypeId + "/" + p.AuthScheme) && !p.Secrets.Any(s => s.Field == ProviderSecret.ApiKeyField));
        var found = await missing.OrderBy(p => p.NormalizedName).Take(Shown).Select(p => new { p.Slug, p.Name, p.Environment }).ToListAsync(cancellationToken);
        return new("Without a key", "They cannot be called until somebody enters one.",
            [.. found.Select(p => new AttentionLine(p.Name, Details(p.Slug), "No key is configured.") { Environment = p.Environment, Badge = new(BadgeTone.Bad, "not configured"), Act = EnterKey("Enter the key", p.Slug) })],
            await missing.CountAsync(cancellationToken), List);
    }

    /// <summary>By what their last test said: to open every key for a look at the start page would cost more than it tells.</summary>
    private async Task<AttentionGroup> NotTestableAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var types = Types;
        var closed = db.Providers.Where(p => p.IsActive && types.Contains(p.TypeId) && p.LastTest!.Outcome == ProviderTestOutcome.NotTestable && p.Secrets.Any(s => s.Field == ProviderSecret.ApiKeyField));
        var found = await closed.OrderBy(p => p.NormalizedName).Take(Shown).Select(p => new { p.Slug, p.Name, p.Environment, p.LastTest }).ToListAsync(cancellationToken);
        return new("Not testable", "Their last test could not be run. That is not an outage, but nothing shows that they work.",
            [.. found.Select(p => new AttentionLine(p.Name, Details(p.Slug), p.LastTest!.Message) { Environment = p.Environment, Badge = HealthBadges.Of(p.LastTest), At = p.LastTest.At, Act = new("Look", Details(p.Slug), ProviderPermissions.View) })],
            await closed.CountAsync(cancellationToken), List);
    }

    private async Task<AttentionGroup> WithoutPluginAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var types = Types;
        var gone = await db.Providers.Where(p => !types.Contains(p.TypeId)).GroupBy(p => p.TypeId).Select(g => new { Type = g.Key, Count = g.Count(), Name = g.Min(p => p.Name) }).OrderByDescending(g => g.Count).ToListAsync(cancellationToken);
        var page = Page("/Plugins/Index");
        return new("Plugins that are missing", "Nothing of their providers is lost. The page Plugins says why one was not loaded.",
            [.. gone.Take(Shown).Select(g => new AttentionLine($"Type “{g.Type}”", page, g.Count == 1 ? $"“{g.Name}” can neither be tested nor changed." : $"{g.Count:N0} providers, “{g.Name}” among them, can neither be tested nor changed.") { Badge = new(BadgeTone.Attention, "not loaded"), Act = new("See Plugins", page, PluginPermissions.View) })],
            gone.Count, page);
    }

    private async Task<AttentionGroup> DueKeysAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var keyless = plugins.Types.SelectMany(t => t.AuthSchemes.Where(s => !s.NeedsSecret).Select(s => t.Id + "/" + s.Id)).ToList();
        var due = db.Providers.Where(p => p.IsActive && !keyless.Contains(p.TypeId + "/" + p.AuthScheme)).Where(KeyRotation.IsDueAt(Now.AddDays(KeyRotation.SoonDays)));
        var found = await due.Select(p => new { p.Slug, p.Name, p.Environment, p.KeyRotationDays, Key = p.Secrets.Where(s => s.Field == ProviderSecret.ApiKeyField).Select(s => new { s.SetAt, s.SetBy }).First() })
            .OrderBy(p => p.Key.SetAt).Take(Shown).ToListAsync(cancellationToken);
        return new("Keys to replace", "Make a new key where the old one was made, and switch to it here. Until then the old one goes on working.",
            [.. found.Select(p => (Provider: p, Due: KeyRotation.Of(p.Key.SetAt, p.KeyRotationDays, Now))).Select(p =>
                new AttentionLine(p.Provider.Name, Details(p.Provider.Slug), $"set {Durations.Ago(Now - p.Due.SetAt)} by {p.Provider.Key.SetBy}") { Environment = p.Provider.Environment, Badge = KeyBadges.Of(p.Due), Act = EnterKey("Replace the key", p.Provider.Slug) })],
            await due.CountAsync(cancellationToken), List);
    }

    private async Task<AttentionGroup> RetiringModelsAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(Now);
        var limit = DateOnly.FromDateTime(Now + RetiresSoon);
        var defaults = plugins.Types.SelectMany(t => t.DefaultModels.Select(m => t.Id + "/" + m)).ToList();
        // What is used: the models that were chosen, or the type's own where none were.
        var retiring = from model in db.ProviderModels
                       join provider in db.Providers on model.ProviderId equals provider.Id
                       where model.RetiresOn != null && model.RetiresOn <= limit && provider.IsActive
                           && (provider.Models.Contains(model.ModelId) || (provider.Models.Count == 0 && defaults.Contains(provider.TypeId + "/" + model.ModelId)))
                       select new { model.ModelId, RetiresOn = model.RetiresOn!.Value, provider.Slug, provider.Name, provider.Environment };
        var found = await retiring.OrderBy(m => m.RetiresOn).ThenBy(m => m.ModelId).Take(Shown).ToListAsync(cancellationToken);
        return new("Models about to retire", "Choose a successor before their vendor turns them off.",
            [.. found.Select(m => new AttentionLine(m.Name, Details(m.Slug), m.ModelId) { Environment = m.Environment, Badge = RetirementOf(m.RetiresOn, today), Act = new("Change models", Page("/Providers/Edit", m.Slug), ProviderPermissions.Edit) })],
            await retiring.CountAsync(cancellationToken), List);
    }

    private static Badge RetirementOf(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        < 0 => new(BadgeTone.Bad, $"retired on {day:yyyy-MM-dd}"),
        0 => new(BadgeTone.Bad, "retires today"),
        var days => new(BadgeTone.Attention, $"retires in {"day".ToQuantity(days)}"),
    };

    private AttentionAct EnterKey(string title, string slug) => new(title, Page("/Providers/Key", slug), ProviderPermissions.Edit);

    private string List => Page("/Providers/Index");

    private string Details(string slug) => Page("/Providers/Details", slug);

    private string Page(string page, string? slug = null) => links.GetPathByPage(page, values: new { slug }) ?? throw new InvalidOperationException($"There is no page {page}.");
}
