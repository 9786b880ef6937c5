using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Generation.Standing;

/// <summary>Which earlier version may be brought back.</summary>
public sealed class RestoreRules(StandingReader standing)
{
    /// <returns>Why it may not, as a sentence, or <see langword="null"/>.</returns>
    public async Task<string?> ProblemAsync(GenerationVersion earlier, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (earlier.Settings.IsUnreadable || earlier.Settings.Model is not { } model) return "What is stored of it cannot be read: it was changed outside the portal. Bring another version back.";
        // One that nobody can answer with would silence the bots; somebody who wants it mends the provider first.
        var candidate = (await standing.OfAsync([model], cancellationToken))[0];
        return candidate.CanAnswer ? null : $"{CandidateWords.ProblemOf(candidate)} Its model {model.ModelId} could not answer. Mend that first, or save the settings with another model.";
    }
}
