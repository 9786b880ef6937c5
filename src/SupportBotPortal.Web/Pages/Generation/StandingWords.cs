using SupportBotPortal.Core.Generation.Choice;
using SupportBotPortal.Core.Generation.Standing;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Pages.Providers.Listing;

namespace SupportBotPortal.Web.Pages.Generation;

/// <summary>Whether chosen models can answer, in words.</summary>
public static class StandingWords
{
    public static Badge BadgeOf(CandidateState state) => state switch
    {
        CandidateState.Ready => new(BadgeTone.Good, "Healthy"),
        CandidateState.Attention => new(BadgeTone.Attention, "Attention"),
        CandidateState.NotTested => new(BadgeTone.Idle, "Not tested"),
        CandidateState.Down => new(BadgeTone.Bad, "Down"),
        CandidateState.NoKey => new(BadgeTone.Bad, "No key"),
        CandidateState.KeySealed => new(BadgeTone.Bad, "Key does not open"),
        CandidateState.PluginMissing => new(BadgeTone.Bad, "Plugin missing"),
        CandidateState.Inactive => new(BadgeTone.Bad, "Inactive"),
        CandidateState.Deleted => new(BadgeTone.Bad, "Deleted"),
        _ => new(BadgeTone.Bad, "Gone"),
    };

    /// <summary>Of a model that is offered.</summary>
    public static Badge BadgeOf(ModelChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        if (!choice.HasKey) return BadgeOf(choice.State == ProviderState.NotTestable ? CandidateState.KeySealed : CandidateState.NoKey);
        return choice.Reason is { } reason ? new(BadgeTone.Attention, ListWords.Reasons.First(r => r.Reason == reason).Label) : ListWords.BadgeOf(choice.State);
    }

    /// <summary>What is the matter with the selection, and what bots get meanwhile; <see langword="null"/> if nothing is.</summary>
    public static string? ProblemOf(ProductionStanding standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        if (standing.Version is null) return null;
        if (standing.Version.Settings.IsUnreadable) return "What is stored of the newest version cannot be read: it was changed outside the portal. Bots get no answer. Bring an earlier version back, or save the settings again.";
        if (standing.Selection is not { } selection) return "No model is chosen: bots get no answer.";
        var problem = ProblemOf(selection);
        if (problem is null) return null;
        return $"{problem} {Meanwhile(standing)}";
    }

    /// <summary>What is the matter with one of them; <see langword="null"/> if it is asked as it should be.</summary>
    public static string? ProblemOf(Candidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        var name = candidate.Choice?.ProviderName ?? candidate.Model.ProviderName;
        return candidate.State switch
        {
            CandidateState.Down => $"{name} is down.",
            CandidateState.NoKey => $"{name} has no API key.",
            CandidateState.KeySealed => $"The API key of {name} does not open.",
            CandidateState.PluginMissing => $"The plugin of {name} is not loaded.",
            CandidateState.Inactive => $"{name} is inactive.",
            CandidateState.Deleted => $"{name} was deleted.",
            CandidateState.Gone => $"{name} was deleted for good.",
            _ when candidate.IsUnlisted => $"{candidate.Model.ModelId} is no longer in the list of models of {name}; it is asked nevertheless.",
            _ => null,
        };
    }

    private static string Meanwhile(ProductionStanding standing) => standing.First switch
    {
        null => "None of its fallbacks can be asked either: bots get no answer.",
        { } first when first == standing.Selection => first.State == CandidateState.Down && standing.Candidates.Count > 1 ? "So are its fallbacks, or they cannot be asked: all are tried nevertheless." : first.State == CandidateState.Down ? "It has no fallback, so it is asked nevertheless." : "",
        { } first => $"Bots get their answers from {first.Title} meanwhile.",
    };
}
