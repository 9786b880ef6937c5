using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Generation;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Htmx;

namespace SupportBotPortal.Web.Pages.Generation;

/// <summary>All models of all active providers, searched; for the form as a list to choose from.</summary>
[RequirePermission(GenerationPermissions.View)]
public sealed class ModelsModel(ModelLists lists) : PageModel
{
    public ModelList List { get; private set; } = null!;

    /// <param name="q">What is searched for.</param>
    /// <param name="pick">Whether one is chosen out of it.</param>
    /// <param name="picked">The name of the one that is chosen.</param>
    public async Task<IActionResult> OnGetAsync(string? q, bool pick, [FromQuery(Name = "Form.Model")] string? picked, CancellationToken cancellationToken)
    {
        List = await lists.ReadAsync(q, pick ? picked ?? "" : null, cancellationToken);
        return this.WantsFragment() ? this.Fragment("_Models", List) : Page();
    }
}
