using System.Text.RegularExpressions;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.OpenAi;

/// <summary>What ages: model names. Seen current in November 2026; discovery is the truth.</summary>
internal static partial class OpenAiModels
{
    public static readonly string[] Default = ["gpt-6.1-sol", "gpt-6.1-terra", "gpt-6-astra", "gpt-6-luna"];

    private static readonly string[] NotForChat =
        ["text-embedding-", "text-moderation-", "omni-moderation-", "whisper-", "tts-", "dall-e-", "gpt-image-", "sora-", "babbage-", "davinci-"];

    /// <summary>OpenAI does not say; a few families certainly cannot.</summary>
    public static bool? CanChat(string id) => NotForChat.Any(p => id.StartsWith(p, StringComparison.Ordinal)) ? false : null;

    /// <summary>By OpenAI's documentation; what newer ones refuse is learned from them.</summary>
    public static IReadOnlyCollection<GenerationParameter> RefusedBy(string id) =>
        ReasoningModel().IsMatch(id) ? [GenerationParameter.Temperature, GenerationParameter.TopP, GenerationParameter.StopSequences] : [];

    // o1, o3-mini, o4-mini-2025-04-16
    [GeneratedRegex(@"\Ao\d+(-|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex ReasoningModel();
}
