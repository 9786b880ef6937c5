using System.Text.Json;
using Microsoft.Extensions.AI;
using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway.Translation;

/// <summary>A bot's request in the words of <see cref="IChatClient"/>.</summary>
/// <param name="Messages">The system prompt first, then the conversation.</param>
/// <param name="Options">As the settings allow.</param>
internal sealed record TranslatedRequest(IReadOnlyList<ChatMessage> Messages, ChatOptions Options)
{
    /// <exception cref="UntranslatableException">It asks for something that only OpenAI's protocol has, or is malformed.</exception>
    public static TranslatedRequest Of(ChatBody body, GenerationSettings settings, IReadOnlySet<GenerationParameter> refused)
    {
        using var document = JsonDocument.Parse(body.Bytes, new JsonDocumentOptions { AllowDuplicateProperties = false });
        var root = document.RootElement;
        DemandOrdinary(root);
        var messages = new List<ChatMessage>();
        if (settings.SystemPrompt.Length > 0) messages.Add(new(ChatRole.System, settings.SystemPrompt));
        messages.AddRange(MessageTranslation.Read(root.GetProperty("messages")));
        var options = new ChatOptions
        {
            Temperature = Takes(GenerationParameter.Temperature) ? (float?)NarrowedSettings.Temperature(body, settings) : null,
            TopP = Takes(GenerationParameter.TopP) ? (float?)NarrowedSettings.TopP(body, settings) : null,
            MaxOutputTokens = Takes(GenerationParameter.MaximumOutputTokens) ? NarrowedSettings.MaximumOutputTokens(body, settings) : null,
            StopSequences = Takes(GenerationParameter.StopSequences) ? StopsOf(root) ?? (settings.StopSequences.Count > 0 ? [.. settings.StopSequences] : null) : null,
            FrequencyPenalty = NumberOf(root, "frequency_penalty"),
            PresencePenalty = NumberOf(root, "presence_penalty"),
            Seed = SeedOf(root),
            ResponseFormat = FormatOf(root),
        };
        ToolTranslation.AddTo(options, root);
        return new(messages, options);

        bool Takes(GenerationParameter parameter) => !refused.Contains(parameter);
    }

    /// <summary>What would silently be another answer is refused instead.</summary>
    private static void DemandOrdinary(JsonElement root)
    {
        if (Given(root, "functions") is not null || Given(root, "function_call") is not null) throw new UntranslatableException("“functions” and “function_call” were replaced by “tools” and “tool_choice”, which the model in production takes.", "functions");
        if (root.TryGetProperty("n", out var n) && n.ValueKind == JsonValueKind.Number && (!n.TryGetInt32(out var count) || count != 1)) throw new UntranslatableException("The model in production gives one answer at a time.", "n");
        if (root.TryGetProperty("logprobs", out var probabilities) && probabilities.ValueKind == JsonValueKind.True) throw new UntranslatableException("The model in production says nothing of probabilities.", "logprobs");
        if (root.TryGetProperty("audio", out var audio) && audio.ValueKind == JsonValueKind.Object) throw new UntranslatableException("The model in production does not speak.", "audio");
    }

    private static List<string>? StopsOf(JsonElement root)
    {
        if (Given(root, "stop") is not { } stop) return null;
        return stop.ValueKind switch
        {
            JsonValueKind.String => [stop.GetString()!],
            JsonValueKind.Array when stop.EnumerateArray().All(s => s.ValueKind == JsonValueKind.String) => [.. stop.EnumerateArray().Select(s => s.GetString()!)],
            _ => throw new UntranslatableException("“stop” is to be a text, or a list of texts.", "stop"),
        };
    }

    private static float? NumberOf(JsonElement root, string name)
    {
        if (Given(root, name) is not { } value) return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out var number) && float.IsFinite(number) ? number : throw new UntranslatableException($"“{name}” is to be a number.", name);
    }

    private static long? SeedOf(JsonElement root)
    {
        if (Given(root, "seed") is not { } value) return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seed) ? seed : throw new UntranslatableException("“seed” is to be a whole number.", "seed");
    }

    private static ChatResponseFormat? FormatOf(JsonElement root)
    {
        if (Given(root, "response_format") is not { } format) return null;
        switch (TextOf(format, "type"))
        {
            case "text":
                return ChatResponseFormat.Text;
            case "json_object":
                return ChatResponseFormat.Json;
            case "json_schema" when format.TryGetProperty("json_schema", out var described) && described.ValueKind == JsonValueKind.Object:
                return ChatResponseFormat.ForJsonSchema(
                    described.TryGetProperty("schema", out var schema) && schema.ValueKind == JsonValueKind.Object ? schema.Clone() : JsonSerializer.SerializeToElement(new { type = "object" }),
                    TextOf(described, "name"),
                    TextOf(described, "description"));
            default:
                throw new UntranslatableException("“response_format” is to be of the type text, json_object or json_schema.", "response_format");
        }
    }

    /// <returns><see langword="null"/> for what is not there, or is there as null.</returns>
    internal static JsonElement? Given(JsonElement parent, string name) => parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    internal static string? TextOf(JsonElement parent, string name) => parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
