using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation;
using SupportBotPortal.Core.Generation.Trials.Examples;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Generation.Trials.Examples;

/// <summary>Asks, and deletes an example.</summary>
[RequirePermission(GenerationPermissions.View)]
[RequirePermission(GenerationPermissions.Edit)]
public sealed class DeleteModel(TrialExamples examples) : PageModel
{
    public TrialExample Example { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await examples.FindAsync(id, cancellationToken) is not { } example) return NotFound();
        Example = example;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await examples.RemoveAsync(id, HttpContext.Actor(), cancellationToken) is not { } example) return NotFound();
        TempData.Say($"The example “{example.Name}” is deleted.");
        return RedirectToPage("/Generation/Trials/Examples/Index");
    }
}
