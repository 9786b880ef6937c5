using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace SupportBotPortal.Plugins.Google;

/// <summary>The body of a request that generates.</summary>
internal static class ChatRequest
{
    public static JsonObject From(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var (instruction, contents) = Contents.From(messages, options?.Instructions);
        var request = new JsonObject { ["contents"] = contents };
        if (instruction is not null)
            request["systemInstruction"] = instruction;
        if (options is null)
            return request;
        if (Configuration(options) is { Count: > 0 } configuration)
            request["generationConfig"] = configuration;
        Functions.AddTo(request, options);
        return request;
    }

    /// <summary>The fields of the request that may be left out, as refusals name them.</summary>
    public static IReadOnlyList<string> DispensableOf(JsonObject request) =>
        request["generationConfig"] is JsonObject configuration
            ? [.. GenerationFields.Dispensable.Where(f => configuration.ContainsKey(GenerationFields.InRequest(f)))]
            : [];

    public static JsonObject Without(JsonObject request, IReadOnlyList<string> refused)
    {
        if (refused.Count == 0 || request["generationConfig"] is not JsonObject)
            return request;
        var result = (JsonObject)request.DeepClone();
        foreach (var field in refused)
            ((JsonObject)result["generationConfig"]!).Remove(GenerationFields.InRequest(field));
        return result;
    }

    private static JsonObject Configuration(ChatOptions options)
    {
        var configuration = new JsonObject();
        Add("temperature", options.Temperature);
        Add("topP", options.TopP);
        Add("topK", options.TopK);
        Add("maxOutputTokens", options.MaxOutputTokens);
        Add("frequencyPenalty", options.FrequencyPenalty);
        Add("presencePenalty", options.PresencePenalty);
        Add("seed", options.Seed);
        if (options.StopSequences is { Count: > 0 } stops)
            configuration["stopSequences"] = new JsonArray([.. stops.Select(s => JsonValue.Create(s))]);
        if (options.ResponseFormat is ChatResponseFormatJson json)
        {
            configuration["responseMimeType"] = "application/json";
            if (json.Schema is { } schema)
                configuration["responseJsonSchema"] = JsonNode.Parse(schema.GetRawText());
        }

        return configuration;

        void Add<T>(string name, T? value)
            where T : struct
        {
            if (value is { } set)
                configuration[name] = JsonValue.Create(set);
        }
    }
}
