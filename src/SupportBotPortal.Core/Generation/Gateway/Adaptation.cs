using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Guard;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>Makes another request of one that a model refused, where that is about handwriting or about a setting that the model does not have at all.</summary>
internal sealed class Adaptation(ChatBody body, GenerationSettings settings, IReadOnlyList<string> tokenLimitFields)
{
    private readonly HashSet<string> tried = new(StringComparer.Ordinal);
    private readonly HashSet<GenerationParameter> refused = [];

    /// <summary>What the model turned out to refuse of the settings: of a value of a bot's own, or of two that exclude each other, it says nothing about others.</summary>
    public IReadOnlyCollection<GenerationParameter> Refused => body.Temperature is null && body.TopP is null ? refused : [];

    public bool HasAdapted => tried.Count > 0;

    /// <summary>Whether the handwriting that the model took may be kept for other requests.</summary>
    public bool IsForAll => body.Find(ChatField.StreamOptions) is null && (body.MaximumOutputTokens ?? 0) <= OrdinaryTokens;

    private const int OrdinaryTokens = 100_000;

    /// <returns>What to send instead; <see langword="null"/> if the refusal is the bot's to know.</returns>
    public UpstreamFields? After(ProviderFailureException failure, UpstreamFields fields)
    {
        if (NewlyRefused(failure) is not { } name) return null;
        if (name == "stream_options" && body.IsStreamed && fields.TakesStreamOptions) return fields with { TakesStreamOptions = false };
        // Refused by each of its names, it is the number that is wrong.
        if (name == fields.TokenLimitField) return tokenLimitFields.FirstOrDefault(f => !tried.Contains(f)) is { } other ? fields with { TokenLimitField = other } : null;
        return Without(name, fields.Refused) is { } fewer ? fields with { Refused = fewer } : null;
    }

    /// <param name="known">Settings that were not sent.</param>
    /// <returns>Those that are not to be sent now; <see langword="null"/> if the refusal is the bot's to know.</returns>
    public IReadOnlySet<GenerationParameter>? After(ProviderFailureException failure, IReadOnlySet<GenerationParameter> known) => NewlyRefused(failure) is { } name ? Without(name, known) : null;

    private string? NewlyRefused(ProviderFailureException failure) => failure.Cause == FailureCause.BadParameter && failure.Parameter is { } name && tried.Add(name) ? name : null;

    private HashSet<GenerationParameter>? Without(string name, IReadOnlySet<GenerationParameter> known)
    {
        if (ParameterNames.Find(name) is not { } parameter || !IsOrdinary(parameter) || known.Contains(parameter)) return null;
        refused.Add(parameter);
        return [.. known, parameter];
    }

    /// <summary>Whether what was sent is such that only a model without this setting refuses it: of an unusual value it says nothing.</summary>
    private bool IsOrdinary(GenerationParameter parameter) => parameter switch
    {
        GenerationParameter.Temperature => (body.Temperature ?? settings.Temperature) is >= 0 and <= 1,
        GenerationParameter.TopP => (body.TopP ?? settings.TopP) is > 0 and <= 1,
        // A bot's own may be too many, or too long.
        GenerationParameter.StopSequences => body.Find(ChatField.Stop) is null && settings.StopSequences.Count > 0,
        _ => false,
    };
}
