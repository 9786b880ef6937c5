using Humanizer;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Providers.Models;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Providers.Discovery;

/// <summary>Takes over what was ticked in the difference that a discovery showed.</summary>
[RequirePermission(ProviderPermissions.Edit)]
[LargeForm]
public sealed class ModelsModel(ModelReview review) : PageModel
{
    public IActionResult OnGet(string slug) => RedirectToPage("/Providers/Details", new { slug });

    /// <param name="add">Ids to put into the list.</param>
    /// <param name="remove">Ids to take out of it.</param>
    public async Task<IActionResult> OnPostAsync(string slug, List<string> add, List<string> remove, CancellationToken cancellationToken)
    {
        var result = await review.ApplyAsync(slug, [.. add.OfType<string>()], [.. remove.OfType<string>()], HttpContext.Actor(), cancellationToken);
        if (!result.Exists) return NotFound();
        TempData.Say(result.Problem ?? Sentence(result));
        return this.GoTo(Url.Page("/Providers/Details", new { slug })!);
    }

    private static string Sentence(ModelReviewResult result)
    {
        if (result.Added + result.Removed == 0) return "Reviewed. The list of models stays as it is.";
        List<string> parts = [];
        if (result.Added > 0) parts.Add($"{"model".ToQuantity(result.Added)} added");
        if (result.Removed > 0) parts.Add($"{"model".ToQuantity(result.Removed)} taken out");
        return $"{string.Join(", ", parts)}.{(result.IsEmpty ? " The list is empty now, so the type’s defaults are used." : "")}";
    }
}
