namespace SupportBotPortal.Core.Generation.Settings;

/// <summary>What a person typed about model and generation, before it is checked. Models by the names that bots know them by.</summary>
public sealed record GenerationInput
{
    public string Model { get; init; } = "";

    public string Temperature { get; init; } = "";

    public bool LimitsTemperature { get; init; }

    public string MaximumOutputTokens { get; init; } = "";

    public bool LimitsMaximumOutputTokens { get; init; }

    public string TopP { get; init; } = "";

    public bool LimitsTopP { get; init; }

    /// <summary>One on a line.</summary>
    public string StopSequences { get; init; } = "";

    public string SystemPrompt { get; init; } = "";

    /// <summary>In their order; empty ones do not count.</summary>
    public IReadOnlyList<string> Fallbacks { get; init; } = [];

    public bool UsersMayChoose { get; init; }

    public IReadOnlyList<string> Allowed { get; init; } = [];

    public string Comment { get; init; } = "";
}
