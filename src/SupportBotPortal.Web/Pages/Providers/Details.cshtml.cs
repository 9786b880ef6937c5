using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Alerts.Windows;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Providers.Models;
using SupportBotPortal.Core.Secrets;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Pages.Providers.Checks;
using SupportBotPortal.Web.Pages.Providers.Discovery;
using SupportBotPortal.Web.Pages.Providers.Keys;
using SupportBotPortal.Web.Pages.Providers.Testing;

namespace SupportBotPortal.Web.Pages.Providers;

[RequirePermission(ProviderPermissions.View)]
public sealed class DetailsModel(PortalDbContext db, PluginCatalog plugins, ProviderSecretsVault vault, KnownModels known, ProviderLiveCalls calls, IAuthorizationService authorization, IOptions<HealthOptions> health, TimeProvider time) : PageModel
{
    /// <summary>How many models are shown before one asks for the rest.</summary>
    public const int ShownModels = 20;

    /// <summary>How many lines of the key history are shown before one asks for the rest.</summary>
    public const int ShownKeyChanges = 10;

    public Provider Provider { get; private set; } = null!;

    public ProviderType? Type { get; private set; }

    public SecretState KeyState { get; private set; }

    public bool NeedsKey { get; private set; }

    /// <summary>When the API key is due; <see langword="null"/> if there is none, or none is needed.</summary>
    public KeyDue? KeyDue { get; private set; }

    public KeyHistoryView KeyHistory { get; private set; } = null!;

    public bool HasOlderKeys { get; private set; }

    /// <summary>The provider's own, or the type's defaults.</summary>
    public IReadOnlyList<ListedModel> Models { get; private set; } = [];

    /// <summary>What came of the last discovery, if there was one.</summary>
    public KnownModelCount? Asked { get; private set; }

    /// <summary>What a discovery found that somebody may want to decide about; <see langword="null"/> if nothing.</summary>
    public DiscoveryPanelView? Changes { get; private set; }

    /// <summary>Why the schedule was told nothing of the models, if nobody has been told since.</summary>
    public string? DiscoveryProblem => Provider.DiscoverySlot is { Problem: { } problem, TriedAt: { } at } && !(Asked?.At > at) ? problem : null;

    public IReadOnlyList<(string Label, string Value)> Settings { get; private set; } = [];

    public TestPanelView Test { get; private set; } = new();

    /// <summary>When it is tested by itself.</summary>
    public CheckPlanFacts Checks { get; private set; } = null!;

    /// <summary>What keeps people from being alerted of it now; <see langword="null"/> if nothing does.</summary>
    public OpenWindow? Maintenance { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug, string? run, CancellationToken cancellationToken)
    {
        var test = calls.TestOfPage(slug, run, HttpContext.SessionId());
        var shown = test?.Latest(ProviderLiveCalls.Stage)?.Model as TestPanelView;
        // What it found is stored in a moment; all that stands beside it is to say the same.
        if (test is not null && shown is { IsUnderWay: false }) await test.EndedAsync(cancellationToken);
        var isUnderWay = test is { IsDone: false };
        var provider = await db.Providers.AsNoTracking().Include(p => p.Secrets).FirstOrDefaultAsync(p => p.Slug == slug, cancellationToken);
        if (provider is null) return NotFound();
        Provider = provider;
        Type = plugins.TypeOf(provider.TypeId);
        KeyState = vault.StateOf(provider, ProviderSecret.ApiKeyField);
        NeedsKey = Type?.AuthSchemes.FirstOrDefault(s => s.Id == provider.AuthScheme)?.NeedsSecret == true;
        // A field that has become a secret with a newer plugin is not shown, whatever is stored.
        Settings = [.. (Type?.SettingsWith(provider.AuthScheme) ?? []).Where(f => f.Kind is not (SettingKind.Secret or SettingKind.Headers) && provider.Settings.ContainsKey(f.Key)).Select(f => (f.Label, Readable(f, provider.Settings[f.Key])))];
        if (NeedsKey) KeyDue = KeyRotation.Of(provider, time.GetUtcNow().UtcDateTime);
        (var changes, HasOlderKeys) = await KeyChanges.ReadAsync(db, provider.Id, null, ShownKeyChanges, cancellationToken);
        KeyHistory = new(changes, NameOf);
        var used = provider.Models.Count > 0 ? provider.Models : Type?.DefaultModels ?? [];
        var facts = await known.OfAsync(provider.Id, used, cancellationToken);
        Models = [.. used.Select(id => new ListedModel(id, facts.TryGetValue(id, out var model) ? ModelFacts.Of(model) : null))];
        Asked = await known.CountAsync(provider, used, cancellationToken);
        if (Asked is { New: > 0 } or { Vanished: > 0 }) Changes = await ChangesAsync(provider, used, cancellationToken);
        Test = shown ?? (isUnderWay ? new TestPanelView { RunId = test!.Id, Slug = provider.Slug, Type = Type, Expected = TestPanelView.StagesFor(provider.BaseUrl, generate: false) } : StoredTest(provider));
        Maintenance = (await OpenWindows.ReadAsync(db, time.GetUtcNow().UtcDateTime, cancellationToken)).For(provider.Id);
        Checks = CheckPlanFacts.Of(provider, health.Value, time.GetUtcNow().UtcDateTime);
        return Page();
    }

    public string NameOf(string field) => SecretNames.Of(field, Type, Provider.AuthScheme);

    private async Task<DiscoveryPanelView> ChangesAsync(Provider provider, IReadOnlyList<string> used, CancellationToken cancellationToken) => new DiscoveryPanelView
    {
        Slug = provider.Slug,
        Type = Type,
        Listed = used,
        UsesDefaults = provider.Models.Count == 0,
        Known = await known.OfAsync(provider.Id, cancellationToken),
        ReviewedAt = provider.ModelsReviewedAt,
        CanPick = false,
        CanReview = (await authorization.AuthorizeAsync(User, null, new RequirePermissionAttribute(ProviderPermissions.Edit))).Succeeded,
    }.WithKnownChanges();

    private static string Readable(SettingField field, string value) => field.Kind switch
    {
        SettingKind.Choice => field.Choices.FirstOrDefault(c => c.Value == value)?.Label ?? value,
        SettingKind.Boolean => value == "true" ? "Yes" : "No",
        _ => value,
    };

    /// <summary>What is stored of the last test: the page also works when it is reloaded an hour later.</summary>
    private TestPanelView StoredTest(Provider provider)
    {
        if (Type is null) return new TestPanelView { Slug = provider.Slug, NotTestable = $"The plugin for the type “{provider.TypeId}” is not loaded." };
        return new TestPanelView
        {
            Type = Type,
            Slug = provider.Slug,
            Button = "Test",
            NeedsKey = NeedsKey,
            Result = provider.LastTest is { Outcome: not ProviderTestOutcome.NotTestable } ? provider.LastTest : null,
            NotTestable = provider.LastTest is { Outcome: ProviderTestOutcome.NotTestable } skipped ? skipped.Message : null,
        };
    }
}
