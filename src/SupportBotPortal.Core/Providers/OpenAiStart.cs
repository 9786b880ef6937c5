using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>What a plugin says of a provider that speaks OpenAI's protocol, and its first request: all taken in one step, for each step into a plugin costs a change of threads.</summary>
/// <param name="TokenLimitFields">At least one name, the one to begin with first.</param>
internal sealed record OpenAiStart(IOpenAiChat Chat, IReadOnlyList<string> TokenLimitFields, HttpRequestMessage Request)
{
    private const int MostFields = 4;

    /// <summary>Runs behind the barrier.</summary>
    public static OpenAiStart Of(IOpenAiChat chat, string modelId, PluginBarrier barrier)
    {
        var fields = chat.TokenLimitFields?.Take(MostFields).ToList();
        if (fields is not { Count: > 0 } || fields.Exists(string.IsNullOrEmpty)) throw barrier.Fault("names no field that limits the tokens of an answer");
        return new(chat, fields, RequestOf(chat, modelId, barrier));
    }

    /// <summary>Runs behind the barrier.</summary>
    public static HttpRequestMessage RequestOf(IOpenAiChat chat, string modelId, PluginBarrier barrier) => chat.CreateChatRequest(modelId) ?? throw barrier.Fault("made no request");
}
