using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Core.Generation.Standing;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Generation;

/// <summary>Which model answers in production, how, and whether it can.</summary>
[RequirePermission(GenerationPermissions.View)]
public sealed class IndexModel(StandingReader reader, GenerationVersions versions, TimeProvider time) : PageModel
{
    private const int RecentVersions = 5;

    public ProductionStanding Standing { get; private set; } = null!;

    public IReadOnlyList<GenerationVersion> Recent { get; private set; } = [];

    public IReadOnlyList<Candidate> Allowed { get; private set; } = [];

    public string? Problem { get; private set; }

    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Standing = await reader.ReadAsync(cancellationToken);
        Problem = StandingWords.ProblemOf(Standing);
        Recent = await versions.PageAsync(null, RecentVersions, cancellationToken);
        if (Standing.Version is { Settings: { UsersMayChoose: true, Allowed: var allowed } }) Allowed = await reader.OfAsync(allowed, cancellationToken);
        Today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
    }
}
