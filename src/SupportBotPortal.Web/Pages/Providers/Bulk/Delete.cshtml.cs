using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Providers.Bulk;

/// <summary>Deletes many providers, after it was shown which.</summary>
[RequirePermission(ProviderPermissions.Delete)]
public sealed class DeleteModel(BulkStarts starts, ProviderListing listing) : PageModel
{
    /// <summary>How many names are shown; the others are counted.</summary>
    public const int MostNames = 20;

    public BulkSelection Selection { get; private set; } = null!;

    public IReadOnlyList<BulkTarget> Targets { get; private set; } = [];

    /// <summary>It was agreed to another number, which has changed since.</summary>
    public int? Agreed { get; private set; }

    public IActionResult OnGet() => RedirectToPage("/Providers/Listing/Index");

    /// <param name="agreed">To how many it was said yes; <see langword="null"/> before the question.</param>
    public async Task<IActionResult> OnPostAsync(int? agreed, CancellationToken cancellationToken)
    {
        if (BulkSelection.Read(Request.Form) is not { } selection) return BadRequest();
        Selection = selection;
        Targets = await selection.TargetsAsync(listing, cancellationToken);
        Agreed = agreed;
        // Of “all that match” there may be more by now than were shown.
        return Targets.Count == 0 || agreed == Targets.Count ? starts.Start(this, BulkAct.Delete, ProviderPermissions.Delete, selection, Targets) : Page();
    }
}
