using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Providers;

/// <summary>Tests what is typed in the form, before it is saved; a blank key means the stored one, if the origin is the same.</summary>
[RequirePermission(ProviderPermissions.Test)]
[RequirePermission(ProviderPermissions.Create, ProviderPermissions.Edit)]
[EnableRateLimiting(SignInLimits.LiveCalls)]
public sealed class TryTestModel(
    ProviderFormViews views,
    ProviderValidator validator,
    ConnectionDrafts drafts,
    ProviderLiveCalls calls,
    EditedProvider edited) : PageModel
{
    [BindProperty]
    public ProviderForm Form { get; set; } = new();

    public ProviderEditorView Editor { get; private set; } = null!;

    public IActionResult OnGet() => RedirectToPage("Create");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var (existing, refusal) = await edited.FindAsync(HttpContext, Form.Slug, cancellationToken);
        if (refusal is not null) return refusal;

        var check = await validator.CheckConnectionAsync(Form.ToInput(), existing, cancellationToken);
        if (!check.IsValid) return this.RefuseForm(Editor = new(views.Show(Form, existing, check)));

        var (draft, notTestable) = drafts.FromChecked(check, existing);
        var run = draft is null ? null : calls.TestDraft(draft, check.Type!, HttpContext.RunOwner(), HttpContext.Actor().Name);
        var panel = new TestPanelView
        {
            RunId = run?.Id,
            Expected = TestPanelView.StagesFor(check.Input.BaseUrl, generate: false),
            NotTestable = run is not null ? null : notTestable ?? "Too many tests are under way; wait until one has finished.",
            Type = check.Type,
        };
        if (this.WantsFragment()) return this.Fragment("_TestPanel", panel);

        // Without JavaScript the page waits for the result.
        if (run is not null)
        {
            await run.EndedAsync(cancellationToken);
            panel = run.Latest(ProviderLiveCalls.Stage)?.Model as TestPanelView ?? panel;
        }

        Editor = new(views.Show(Form, existing, check)) { Test = panel };
        return Page();
    }
}
