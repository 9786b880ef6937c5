namespace SupportBotPortal.Core.Generation.Standing;

/// <summary>Whether a chosen model can be asked, as a sentence.</summary>
public static class CandidateWords
{
    /// <summary>What is the matter with it; <see langword="null"/> if it is asked as it should be.</summary>
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
}
