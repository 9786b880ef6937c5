using Microsoft.AspNetCore.Routing;
using SupportBotPortal.Core.Generation;
using SupportBotPortal.Core.Generation.Standing;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Web.Pages.Generation;

namespace SupportBotPortal.Web.Pages.Dashboard;

/// <summary>The model in production, when none is chosen, it is not the one that answers, or nothing does.</summary>
public sealed class DashboardSelection(StandingReader standing, ProviderCounts counts, LinkGenerator links)
{
    public async Task<AttentionGroup?> ProblemAsync(CancellationToken cancellationToken)
    {
        var now = await standing.ReadAsync(cancellationToken);
        if ((now.Version is null ? await UnchosenAsync(cancellationToken) : StandingWords.ProblemOf(now)) is not { } problem) return null;
        var url = links.GetPathByPage("/Generation/Index") ?? throw new InvalidOperationException("There is no page for the model in production.");
        return new("Model in production", "What your bots’ customers notice first.", [new(now.Selection?.Title ?? (now.Version is null ? "No model is chosen" : "Settings"), url, problem)
        {
            Badge = now.Selection is { } selection ? StandingWords.BadgeOf(selection.State) : null,
            Act = new("See what to do", url, GenerationPermissions.View),
        }], 1, url)
        { IsCounted = false };
    }

    /// <summary>Before a provider is active there is nothing to choose, and the page says what to do about that.</summary>
    private async Task<string?> UnchosenAsync(CancellationToken cancellationToken) =>
        (await counts.OverviewAsync(ProviderFilter.None, cancellationToken)).Active > 0 ? "Bots get no answer until somebody chooses one." : null;
}
