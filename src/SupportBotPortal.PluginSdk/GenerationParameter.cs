namespace SupportBotPortal.PluginSdk;

/// <summary>A setting of an answer that some models refuse. Named as OpenAI's chat protocol calls it.</summary>
/// <remarks>The numbers are compiled into plugins, the names are stored: a new member takes a new number, and none is renamed.</remarks>
public enum GenerationParameter
{
    /// <summary><c>temperature</c>: how much chance decides.</summary>
    Temperature = 0,

    /// <summary><c>top_p</c>: out of how much of the likeliest is chosen.</summary>
    TopP = 1,

    /// <summary><c>max_tokens</c>, <c>max_completion_tokens</c>: the most tokens of an answer.</summary>
    MaximumOutputTokens = 2,

    /// <summary><c>stop</c>: texts at which an answer ends.</summary>
    StopSequences = 3,
}
