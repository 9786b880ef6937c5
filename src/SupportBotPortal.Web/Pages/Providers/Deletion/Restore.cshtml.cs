using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Pages.Providers.Testing;

namespace SupportBotPortal.Web.Pages.Providers.Deletion;

/// <summary>Brings a deleted provider back, from the sentence that says it is deleted or from the list of deleted ones.</summary>
[RequirePermission(ProviderPermissions.Delete)]
public sealed class RestoreModel(DeletedProviders deleted, SavedProviderTest test) : PageModel
{
    public IActionResult OnGet() => RedirectToPage("/Providers/Deletion/Deleted");

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken cancellationToken)
    {
        var result = await deleted.RestoreAsync(slug, HttpContext.Actor(), cancellationToken);
        switch (result.Outcome)
        {
            case ChangeOutcome.Done:
                // What was true before it was deleted may not be true any more.
                var run = await test.StartAsync(HttpContext, slug, cancellationToken);
                TempData.Say(string.Join(' ', [
                    result.WasRenamed ? $"It is back as “{result.Name}”: its old name is taken by now." : $"“{result.Name}” is back, with its key, as it was.",
                    .. result.IsActive ? (string[])[] : ["It is inactive, as before."],
                    .. SavedProviderTest.WhyNot(run)]));
                return RedirectToPage("/Providers/Details", new { slug, run });
            case ChangeOutcome.Conflict:
                TempData.Say("Somebody else changed it just now. Look again.");
                return RedirectToPage("/Providers/Deletion/Deleted");
            default:
                return NotFound();
        }
    }
}
