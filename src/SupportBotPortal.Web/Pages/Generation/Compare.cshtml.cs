using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Generation;

/// <summary>Two versions, field by field.</summary>
[RequirePermission(GenerationPermissions.View)]
public sealed class CompareModel(GenerationVersions versions) : PageModel
{
    public GenerationVersion? From { get; private set; }

    public GenerationVersion? To { get; private set; }

    /// <summary>What was asked for and is not there.</summary>
    public string? Missing { get; private set; }

    public int Current { get; private set; }

    public IReadOnlyList<AuditChange> Differences { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? from, string? to, CancellationToken cancellationToken)
    {
        Current = (await versions.CurrentAsync(cancellationToken))?.Number ?? 0;
        (From, To) = (await FindAsync(from, cancellationToken), await FindAsync(to, cancellationToken));
        if (From is not null && To is not null) Differences = GenerationWords.Differences(From.Settings, To.Settings);
        else Missing = (From is null ? from : to) ?? "";
        return Page();
    }

    private async Task<GenerationVersion?> FindAsync(string? number, CancellationToken cancellationToken) =>
        int.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value) ? await versions.FindAsync(value, cancellationToken) : null;
}
