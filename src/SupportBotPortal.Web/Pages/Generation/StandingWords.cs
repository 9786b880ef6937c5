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
        if (CandidateWords.ProblemOf(selection) is { } problem) return $"{problem} {Meanwhile(standing)}";
        return selection is { Refuses: true, State: CandidateState.Attention }
            ? $"{selection.Title} refused requests at its last test: while it does, {Instead(standing)}."
            : null;
    }

    private static string Instead(ProductionStanding standing)
    {
        if (standing.Candidates.Skip(1).Any(c => c.CanAnswer)) return "its fallbacks are asked";
        return standing.Candidates.Count > 1 ? "bots get no answer, since none of its fallbacks can be asked" : "bots get no answer, since it has no fallback";
    }

    /// <summary>Who answers bots once a version is saved, as the end of a sentence: it promises nothing that the portal knows to be otherwise.</summary>
    public static string AfterSaving(ProductionStanding standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        // Of any trouble the page speaks by itself.
        return standing is { IsSelectionAnswering: true, Selection: { } selection } ? $": bots get their next answer from {selection.Title}." : ".";
    }

    /// <summary>What bots get while the selection does not answer; empty if it does.</summary>
    public static string Meanwhile(ProductionStanding standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return standing.First switch
        {
            null when standing.Candidates.Count == 1 => "It has no fallback: bots get no answer.",
            null => "None of its fallbacks can be asked either: bots get no answer.",
            { } first when first == standing.Selection => first.State == CandidateState.Down && standing.Candidates.Count > 1 ? "So are its fallbacks, or they cannot be asked: all are tried nevertheless." : first.State == CandidateState.Down ? "It has no fallback, so it is asked nevertheless." : "",
            { Refuses: true } or { State: CandidateState.Down } => "Its fallbacks are asked meanwhile; none of them answered at its last test.",
            { } first => $"Bots get their answers from {first.Title} meanwhile.",
        };
    }
}
