using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Guard;

/// <summary>What vendors call parameters when they refuse them.</summary>
public static class ParameterNames
{
    /// <param name="name">As a refusal names it; <see langword="null"/> if it names none.</param>
    /// <returns><see langword="null"/> for one that is no setting.</returns>
    public static GenerationParameter? Find(string? name) => name switch
    {
        "temperature" => GenerationParameter.Temperature,
        "top_p" => GenerationParameter.TopP,
        "max_tokens" or "max_completion_tokens" or "max_output_tokens" => GenerationParameter.MaximumOutputTokens,
        "stop" or "stop_sequences" => GenerationParameter.StopSequences,
        _ => null,
    };

    /// <summary>In a sentence.</summary>
    public static string WordOf(GenerationParameter parameter) => parameter switch
    {
        GenerationParameter.Temperature => "a temperature",
        GenerationParameter.TopP => "top-p",
        GenerationParameter.MaximumOutputTokens => "a limit of tokens",
        GenerationParameter.StopSequences => "stop sequences",
        _ => parameter.ToString(),
    };
}
