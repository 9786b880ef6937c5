namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary>Fields of a chat request that some models refuse.</summary>
public static class ChatFields
{
    public const string MaxTokens = "max_tokens";
    public const string MaxCompletionTokens = "max_completion_tokens";

    /// <summary>An answer without them is still an answer: left out for a model that refuses them.</summary>
    internal static readonly string[] Dispensable =
        ["temperature", "top_p", "frequency_penalty", "presence_penalty", "stream_options"];

    internal static string Other(string tokenLimitField) => tokenLimitField == MaxTokens ? MaxCompletionTokens : MaxTokens;
}
