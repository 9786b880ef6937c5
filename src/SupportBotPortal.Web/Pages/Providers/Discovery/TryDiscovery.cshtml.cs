using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Providers.Models;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Pages.Providers.Editing;
using SupportBotPortal.Web.Pages.Providers.Testing;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Providers.Discovery;

/// <summary>Asks the provider that is typed in the form for its models, before it is saved.</summary>
[RequirePermission(ProviderPermissions.Test)]
[RequirePermission(ProviderPermissions.Create, ProviderPermissions.Edit)]
[EnableRateLimiting(RequestLimits.LiveCalls)]
[LargeForm]
public sealed class TryDiscoveryModel(FormTrials trials, KnownModels known, ProviderLiveCalls calls) : PageModel
{
    [BindProperty]
    public ProviderForm Form { get; set; } = new();

    /// <summary>Without JavaScript: the test whose result is shown beside the form.</summary>
    [BindProperty]
    public string? TestRun { get; set; }

    public ProviderEditorView Editor { get; private set; } = null!;

    public IActionResult OnGet() => RedirectToPage("/Providers/Editing/Create");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var trial = await trials.PrepareAsync(HttpContext, Form, cancellationToken);
        if (trial.Refusal is { } refusal) return refusal;
        if (!trial.Check.IsValid) return this.RefuseForm(Editor = new(trial.Form) { Test = ShownTest });

        var type = trial.Check.Type!;
        var listed = UsableOnly(Form.TypedModels);
        var existing = trial.Form.Existing;
        var asked = new DiscoveryPanelView
        {
            Type = type,
            Listed = [.. listed],
            Picked = UsableOnly(Form.PickedModels.Except(listed, StringComparer.Ordinal)),
            Known = existing is null ? [] : await known.OfAsync(existing.Id, cancellationToken),
            ReviewedAt = existing?.ModelsReviewedAt,
        };
        var run = trial.Draft is null ? null : calls.DiscoverDraft(trial.Draft, asked, HttpContext.RunOwner());
        var panel = asked with
        {
            RunId = run?.Id,
            NotTestable = run is not null ? null : trial.NotTestable ?? FormTrials.TooMany,
        };
        if (this.WantsFragment()) return this.Fragment("_DiscoveryPanel", panel);

        // Without JavaScript the page waits for the result.
        if (run is not null)
        {
            await run.EndedAsync(cancellationToken);
            panel = run.Latest(ProviderLiveCalls.Models)?.Model as DiscoveryPanelView ?? panel;
        }

        Editor = new(trial.Form) { Discovery = panel, Test = ShownTest };
        return Page();
    }

    private TestPanelView ShownTest => calls.ShownTest(TestRun, HttpContext.SessionId()) ?? new();

    private static HashSet<string> UsableOnly(IEnumerable<string> models) => models.Where(ModelRules.IsUsable).Take(ModelRules.MaximumCount).ToHashSet(StringComparer.Ordinal);
}
