using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Web.Pages.Generation;

/// <summary>What stands at the fields that the chosen model does not take.</summary>
/// <param name="ModelId">The model; <see langword="null"/> = none is chosen.</param>
/// <param name="Parameters">What it refuses.</param>
public sealed record RefusedNotes(string? ModelId, IReadOnlySet<GenerationParameter> Parameters)
{
    public static RefusedNotes None { get; } = new(null, new HashSet<GenerationParameter>());

    /// <summary>Each field's id, and its parameter.</summary>
    public static IReadOnlyList<(string Id, GenerationParameter Parameter)> Fields { get; } =
    [
        ("refused-temperature", GenerationParameter.Temperature),
        ("refused-tokens", GenerationParameter.MaximumOutputTokens),
        ("refused-top-p", GenerationParameter.TopP),
        ("refused-stop", GenerationParameter.StopSequences),
    ];

    /// <returns><see langword="null"/> if it is sent.</returns>
    public string? At(GenerationParameter parameter) => Parameters.Contains(parameter) ? $"{ModelId} refuses this, so it is not sent to it. It counts for the fallbacks." : null;
}
