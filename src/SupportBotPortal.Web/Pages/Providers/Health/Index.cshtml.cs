using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Reading;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Pages.Providers.Testing;

namespace SupportBotPortal.Web.Pages.Providers.Health;

/// <summary>How a provider is doing, and how it was doing.</summary>
[RequirePermission(HealthPermissions.View)]
public sealed class IndexModel(PortalDbContext db, HealthHistory histories, CheckPages checks, PluginCatalog plugins, IOptions<HealthOptions> options, TimeProvider time) : PageModel
{
    public Provider Provider { get; private set; } = null!;

    public HealthQuery Query { get; private set; } = null!;

    /// <summary><see langword="null"/>: it was never tested.</summary>
    public ProviderHistory? History { get; private set; }

    public Badge State { get; private set; } = null!;

    /// <summary>Why nothing of this changes by itself; <see langword="null"/> if it does.</summary>
    public string? Unwatched { get; private set; }

    /// <summary>What to do about it, if something is wrong.</summary>
    public CauseAdvice? Advice { get; private set; }

    public ResponseChartView Responses { get; private set; } = null!;

    public StateStripView States { get; private set; } = null!;

    public ChecksView Checks { get; private set; } = null!;

    /// <summary>The incident that goes on.</summary>
    public Incident? OpenIncident => History?.Incidents.FirstOrDefault(i => i.EndedAt is null);

    public async Task<IActionResult> OnGetAsync(string slug, string? range, string? only, string? before, CancellationToken cancellationToken)
    {
        if (HealthQuery.Read(slug, range, only, before) is not { } query) return NotFound();
        if (await db.Providers.AsNoTracking().FirstOrDefaultAsync(p => p.Slug == slug, cancellationToken) is not { } provider) return NotFound();
        (Provider, Query) = (provider, query);
        State = HealthBadges.Of(provider, plugins.TypeOf(provider.TypeId));
        Unwatched = !provider.IsActive ? null
            : !options.Value.IsOn ? "Nothing is tested by schedule at present: this portal's setting Health:IsOn is off."
            : provider.Checks.Rhythm == CheckRhythm.Off ? "It is not tested by schedule: its plan is off. What is shown changes only when somebody presses “Test”."
            : null;
        var window = new HistoryWindow(query.Range, time.GetUtcNow().UtcDateTime);
        History = await histories.ReadAsync(provider.Id, window, cancellationToken);
        if (History is null) return Page();
        if (provider.IsActive && State.Tone is BadgeTone.Attention or BadgeTone.Bad && (History.Subject.Cause ?? provider.LastTest?.Cause) is { } cause) Advice = CauseAdvice.For(cause);
        Responses = new(window, History.Summaries[query.Range], History.Slots);
        States = new($"State in the last {HistoryWords.TitleOf(query.Range)}", History.States);
        var page = query.OnlyRefused
            ? await checks.LatestRefusedAsync(History.Subject.Id, query.Before, cancellationToken)
            : await checks.LatestAsync(History.Subject.Id, null, null, query.Before, cancellationToken);
        Checks = new(
            page.Items,
            query.Before is not null ? "No older ones." : query.OnlyRefused ? "No test was refused or failed, as far back as single tests are kept." : "No single tests are kept any more.",
            query.Before is null ? null : (query with { Before = null }).Url() + "#tests",
            page.Next is { } next ? (query with { Before = next }).Url() : null);
        return Page();
    }
}
