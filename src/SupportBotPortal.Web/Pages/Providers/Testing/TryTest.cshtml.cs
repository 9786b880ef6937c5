using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Pages.Providers.Editing;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Providers.Testing;

/// <summary>Tests what is typed in the form, before it is saved; a blank key means the stored one, if the origin is the same.</summary>
[RequirePermission(ProviderPermissions.Test)]
[RequirePermission(ProviderPermissions.Create, ProviderPermissions.Edit)]
[EnableRateLimiting(RequestLimits.LiveCalls)]
[LargeForm]
public sealed class TryTestModel(FormTrials trials, ProviderLiveCalls calls) : PageModel
{
    [BindProperty]
    public ProviderForm Form { get; set; } = new();

    public ProviderEditorView Editor { get; private set; } = null!;

    public IActionResult OnGet() => RedirectToPage("/Providers/Editing/Create");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var trial = await trials.PrepareAsync(HttpContext, Form, cancellationToken);
        if (trial.Refusal is { } refusal) return refusal;
        if (!trial.Check.IsValid) return this.RefuseForm(Editor = new(trial.Form));

        var type = trial.Check.Type!;
        var run = trial.Draft is null ? null : calls.TestDraft(trial.Draft, type, HttpContext.RunOwner(), HttpContext.Actor().Name);
        var panel = new TestPanelView
        {
            RunId = run?.Id,
            Expected = TestPanelView.StagesFor(trial.Check.Input.BaseUrl, generate: false),
            NotTestable = run is not null ? null : trial.NotTestable ?? FormTrials.TooMany,
            Type = type,
        };
        if (this.WantsFragment()) return this.Fragment("_TestPanel", panel);

        // Without JavaScript the page waits for the result.
        if (run is not null)
        {
            await run.EndedAsync(cancellationToken);
            panel = run.Latest(ProviderLiveCalls.Stage)?.Model as TestPanelView ?? panel;
        }

        Editor = new(trial.Form) { Test = panel };
        return Page();
    }
}
