using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Providers;

/// <summary>Asks the provider that is typed in the form for its models, before it is saved.</summary>
[RequirePermission(ProviderPermissions.Test)]
[RequirePermission(ProviderPermissions.Create, ProviderPermissions.Edit)]
[EnableRateLimiting(SignInLimits.LiveCalls)]
public sealed class TryDiscoveryModel(
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

        var input = Form.ToInput();
        var check = await validator.CheckConnectionAsync(input, existing, cancellationToken);
        if (!check.IsValid) return this.RefuseForm(Editor = new(views.Show(Form, existing, check)));

        var (draft, notTestable) = drafts.FromChecked(check, existing);
        var run = draft is null ? null : calls.Discover(draft, check.Type!, input.Models.Where(ModelRules.IsUsable).Take(ModelRules.MaximumCount).ToHashSet(StringComparer.Ordinal), canPick: true, HttpContext.RunOwner());
        var panel = new DiscoveryPanelView
        {
            RunId = run?.Id,
            NotTestable = run is not null ? null : notTestable ?? "Too many calls are under way; wait until one has finished.",
            Type = check.Type,
        };
        if (this.WantsFragment()) return this.Fragment("_DiscoveryPanel", panel);

        // Without JavaScript the page waits for the result.
        if (run is not null)
        {
            await run.EndedAsync(cancellationToken);
            panel = run.Latest(ProviderLiveCalls.Models)?.Model as DiscoveryPanelView ?? panel;
        }

        Editor = new(views.Show(Form, existing, check)) { Discovery = panel };
        return Page();
    }
}
