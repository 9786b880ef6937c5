using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Generation;

/// <summary>All versions, the newest first, each with what it changed.</summary>
[RequirePermission(GenerationPermissions.View)]
public sealed class VersionsModel(GenerationVersions versions) : PageModel
{
    public const int PageSize = 20;

    public IReadOnlyList<VersionRow> Rows { get; private set; } = [];

    /// <summary>Where older ones begin; <see langword="null"/> if there are none.</summary>
    public int? Older { get; private set; }

    /// <summary>The number of the newest, which is in production.</summary>
    public int Current { get; private set; }

    public async Task OnGetAsync(int? before, CancellationToken cancellationToken)
    {
        // One more: what the last one changed is told by the one before it.
        var found = await versions.PageAsync(before, PageSize + 1, cancellationToken);
        Current = before is null ? found.Count > 0 ? found[0].Number : 0 : (await versions.CurrentAsync(cancellationToken))?.Number ?? 0;
        Rows = [.. found.Take(PageSize).Select((version, i) => new VersionRow(version, DifferencesOf(version, found.ElementAtOrDefault(i + 1))))];
        Older = found.Count > PageSize ? found[PageSize - 1].Number : null;
    }

    private static IReadOnlyList<AuditChange> DifferencesOf(GenerationVersion version, GenerationVersion? before) => GenerationWords.Differences(before?.Settings, version.Settings);
}
