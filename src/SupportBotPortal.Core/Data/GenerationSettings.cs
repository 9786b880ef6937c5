namespace SupportBotPortal.Core.Data;

/// <summary>Which model answers in production, and how.</summary>
public sealed record GenerationSettings
{
    /// <summary><see langword="null"/> = none was chosen.</summary>
    public ChosenModel? Model { get; init; }

    /// <summary>0 to 1; <see langword="null"/> = as the vendor does without being told.</summary>
    public double? Temperature { get; init; }

    /// <summary>In tokens; <see langword="null"/> = as many as the vendor puts out without being told.</summary>
    public int? MaximumOutputTokens { get; init; }

    /// <summary>Above 0 to 1; <see langword="null"/> = as the vendor does without being told.</summary>
    public double? TopP { get; init; }

    /// <summary>Texts at which an answer ends.</summary>
    public IReadOnlyList<string> StopSequences { get; init; } = [];

    /// <summary>Stands before every conversation; empty = nothing does.</summary>
    public string SystemPrompt { get; init; } = "";

    public GenerationLimits Limits { get; init; } = new();

    /// <summary>Asked in this order if the model does not answer.</summary>
    public IReadOnlyList<ChosenModel> Fallbacks { get; init; } = [];

    /// <summary>Whether a bot may ask for one of <see cref="Allowed"/> by its name.</summary>
    public bool UsersMayChoose { get; init; }

    public IReadOnlyList<ChosenModel> Allowed { get; init; } = [];

    /// <summary>Whether what is stored could not be read: somebody changed it outside the portal.</summary>
    public bool IsUnreadable { get; init; }
}
