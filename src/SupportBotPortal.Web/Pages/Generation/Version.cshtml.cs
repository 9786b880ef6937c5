using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Generation;

/// <summary>One version, and what it changed.</summary>
[RequirePermission(GenerationPermissions.View)]
public sealed class VersionModel(GenerationVersions versions) : PageModel
{
    public GenerationVersion Version { get; private set; } = null!;

    public int Current { get; private set; }

    public IReadOnlyList<AuditChange> Differences { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken cancellationToken)
    {
        if (await versions.FindAsync(number, cancellationToken) is not { } version) return NotFound();
        Version = version;
        Current = (await versions.CurrentAsync(cancellationToken))!.Number;
        Differences = GenerationWords.Differences((await versions.FindAsync(number - 1, cancellationToken))?.Settings, version.Settings);
        return Page();
    }
}
