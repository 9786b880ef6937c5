using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Choice;

namespace SupportBotPortal.Core.Generation.Standing;

/// <summary>A chosen model, and whether it can be asked.</summary>
/// <param name="Model">Which.</param>
/// <param name="Slug">Of its provider; <see langword="null"/> if that was destroyed.</param>
/// <param name="State">Whether it can be asked.</param>
public sealed record Candidate(ChosenModel Model, string? Slug, CandidateState State)
{
    /// <summary>What is known about it while it is offered.</summary>
    public ModelChoice? Choice { get; init; }

    /// <summary>Whether its provider has it no longer in its list: it is asked nevertheless, for somebody chose it.</summary>
    public bool IsUnlisted { get; init; }

    /// <summary>Whether its provider refused requests at its last test, as one does that is rate limited: it is asked in its turn, and refuses again perhaps.</summary>
    public bool Refuses { get; init; }

    /// <summary>Whether there is anybody who could be asked.</summary>
    public bool CanAnswer => State is CandidateState.Ready or CandidateState.Attention or CandidateState.NotTested or CandidateState.Down;

    /// <summary>As people read it: by what its provider is called now.</summary>
    public string Title => $"[{Choice?.ProviderName ?? Model.ProviderName}] {Model.ModelId}";
}
