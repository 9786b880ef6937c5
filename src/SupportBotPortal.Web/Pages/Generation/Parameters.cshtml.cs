using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Generation;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Htmx;

namespace SupportBotPortal.Web.Pages.Generation;

/// <summary>What the model that was just chosen in the form does not take.</summary>
[RequirePermission(GenerationPermissions.View)]
[RequirePermission(GenerationPermissions.Edit)]
public sealed class ParametersModel(GenerationEditors editors) : PageModel
{
    /// <param name="picked">The name of the model.</param>
    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "Form.Model")] string? picked, CancellationToken cancellationToken) =>
        this.WantsFragment() ? this.Fragment("_Refused", await editors.RefusedAsync(picked, cancellationToken)) : RedirectToPage("/Generation/Edit");
}
