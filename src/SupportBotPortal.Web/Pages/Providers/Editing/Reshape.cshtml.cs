using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Providers.Editing;

/// <summary>The form again, after another type was chosen or the base URL was typed. Saves nothing. A POST, because a key may be in it.</summary>
[RequirePermission(ProviderPermissions.Create, ProviderPermissions.Edit)]
[LargeForm]
public sealed class ReshapeModel(ProviderFormViews views, EditedProvider edited) : PageModel
{
    [BindProperty]
    public ProviderForm Form { get; set; } = new();

    public ProviderFormView FormView { get; private set; } = null!;

    public IActionResult OnGet() => RedirectToPage("/Providers/Editing/Create");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var (existing, refusal) = await edited.FindAsync(HttpContext, Form.Slug, cancellationToken);
        if (refusal is not null) return refusal;
        FormView = views.Reshape(Form, existing);
        ModelState.Clear();
        return this.WantsFragment() ? this.Fragment("_Form", FormView) : Page();
    }
}
