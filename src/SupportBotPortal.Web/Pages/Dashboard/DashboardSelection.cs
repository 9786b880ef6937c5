using Microsoft.AspNetCore.Routing;
using SupportBotPortal.Core.Generation;
using SupportBotPortal.Core.Generation.Standing;
using SupportBotPortal.Web.Pages.Generation;

namespace SupportBotPortal.Web.Pages.Dashboard;

/// <summary>The model in production, when it is not the one that answers, or nothing does.</summary>
public sealed class DashboardSelection(StandingReader standing, LinkGenerator links)
{
    public async Task<AttentionGroup?> ProblemAsync(CancellationToken cancellationToken)
    {
        var now = await standing.ReadAsync(cancellationToken);
        if (StandingWords.ProblemOf(now) is not { } problem) return null;
        var url = links.GetPathByPage("/Generation/Index") ?? throw new InvalidOperationException("There is no page for the model in production.");
        return new("Model in production", "What your bots’ customers notice first.", [new(now.Selection?.Title ?? "Settings", url, problem)
        {
            Badge = now.Selection is { } selection ? StandingWords.BadgeOf(selection.State) : null,
            Act = new("See what to do", url, GenerationPermissions.View),
        }], 1, url);
    }
}
