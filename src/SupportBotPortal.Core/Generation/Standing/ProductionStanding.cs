using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Generation.Standing;

/// <summary>Who would answer a bot now.</summary>
/// <param name="Version">What is in production; <see langword="null"/> if nothing was ever saved.</param>
/// <param name="Candidates">The model and its fallbacks, in their order.</param>
public sealed record ProductionStanding(GenerationVersion? Version, IReadOnlyList<Candidate> Candidates)
{
    /// <summary>The model that was chosen.</summary>
    public Candidate? Selection => Version?.Settings.Model is not null ? Candidates[0] : null;

    /// <summary>The one that answers, as far as the portal knows: one that is down only if all are, and a fallback that refused lately only if none is better.</summary>
    public Candidate? First =>
        Candidates.FirstOrDefault(c => c.CanAnswer && c.State != CandidateState.Down && (c == Selection || !c.Refuses))
        ?? Candidates.FirstOrDefault(c => c.CanAnswer && c.State != CandidateState.Down)
        ?? Candidates.FirstOrDefault(c => c.CanAnswer);

    /// <summary>Whether the chosen model is the one that answers, and nothing is known to be in its way.</summary>
    public bool IsSelectionAnswering => First is { Refuses: false, State: not CandidateState.Down } first && first == Selection;

    /// <summary>Whether the chosen model is not the one that answers.</summary>
    public bool IsReplaced => Selection is not null && First != Selection;
}
