using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Generation;

/// <summary>What the form of model and generation sends. Models by the names that bots know them by.</summary>
public sealed class GenerationForm : ISettledForm
{
    /// <summary>The version that was shown; 0 if there was none.</summary>
    public int Version { get; set; }

    /// <inheritdoc/>
    public string? Seen { get; set; }

    /// <inheritdoc/>
    public List<string> TakeSaved { get; set; } = [];

    public string? Model { get; set; }

    public string? Temperature { get; set; } = "0.3";

    public bool LimitsTemperature { get; set; }

    public string? MaximumOutputTokens { get; set; }

    public bool LimitsMaximumOutputTokens { get; set; }

    public string? TopP { get; set; }

    public bool LimitsTopP { get; set; }

    public string? StopSequences { get; set; }

    public string? SystemPrompt { get; set; }

    public List<string?> Fallbacks { get; set; } = [];

    public bool UsersMayChoose { get; set; }

    public List<string?> Allowed { get; set; } = [];

    public string? Comment { get; set; }

    /// <param name="names">Of its models; one without a name is left out, since nothing could stand for it.</param>
    public static GenerationForm From(GenerationVersion version, IReadOnlyDictionary<ChosenModel, string> names)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(names);
        var settings = version.Settings;
        return new()
        {
            Version = version.Number,
            Model = settings.Model is { } model ? names.GetValueOrDefault(model) : null,
            Temperature = GenerationNumbers.Text(settings.Temperature),
            LimitsTemperature = settings.Limits.Temperature,
            MaximumOutputTokens = GenerationNumbers.Text(settings.MaximumOutputTokens),
            LimitsMaximumOutputTokens = settings.Limits.MaximumOutputTokens,
            TopP = GenerationNumbers.Text(settings.TopP),
            LimitsTopP = settings.Limits.TopP,
            StopSequences = StopSequenceText.Write(settings.StopSequences),
            SystemPrompt = settings.SystemPrompt,
            Fallbacks = [.. settings.Fallbacks.Select(f => names.GetValueOrDefault(f)).Where(name => name is not null)],
            UsersMayChoose = settings.UsersMayChoose,
            Allowed = [.. settings.Allowed.Select(a => names.GetValueOrDefault(a)).Where(name => name is not null)],
        };
    }

    public GenerationInput ToInput() => new()
    {
        Model = Model ?? "",
        Temperature = Temperature ?? "",
        LimitsTemperature = LimitsTemperature,
        MaximumOutputTokens = MaximumOutputTokens ?? "",
        LimitsMaximumOutputTokens = LimitsMaximumOutputTokens,
        TopP = TopP ?? "",
        LimitsTopP = LimitsTopP,
        StopSequences = StopSequences ?? "",
        SystemPrompt = SystemPrompt ?? "",
        Fallbacks = [.. Fallbacks.OfType<string>()],
        UsersMayChoose = UsersMayChoose,
        Allowed = [.. Allowed.OfType<string>()],
        Comment = Comment ?? "",
    };
}
