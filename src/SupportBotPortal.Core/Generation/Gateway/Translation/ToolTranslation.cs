using System.Text.Json;
using Microsoft.Extensions.AI;

namespace SupportBotPortal.Core.Generation.Gateway.Translation;

/// <summary>Tools that a model may call, and its calls.</summary>
internal static class ToolTranslation
{
    public static void AddTo(ChatOptions options, JsonElement root)
    {
        var mode = ModeOf(root);
        var parallel = TranslatedRequest.Given(root, "parallel_tool_calls");
        if (parallel is not null and not { ValueKind: JsonValueKind.True or JsonValueKind.False }) throw new UntranslatableException("“parallel_tool_calls” is to be true or false.", "parallel_tool_calls");
        if (TranslatedRequest.Given(root, "tools") is not { } tools) return;
        if (tools.ValueKind != JsonValueKind.Array) throw new UntranslatableException("“tools” is to be a list of tools.", "tools");
        if (tools.GetArrayLength() == 0) return;
        options.Tools = [.. tools.EnumerateArray().Select(Declaration)];
        options.ToolMode = mode;
        options.AllowMultipleToolCalls = parallel?.GetBoolean();
    }

    /// <summary>Those that the model made in an earlier answer.</summary>
    public static IEnumerable<FunctionCallContent> ReadCalls(JsonElement message, string at)
    {
        if (TranslatedRequest.Given(message, "tool_calls") is not { } calls) yield break;
        if (calls.ValueKind != JsonValueKind.Array) throw new UntranslatableException("The “tool_calls” of a message are to be a list.", at + ".tool_calls");
        foreach (var call in calls.EnumerateArray())
        {
            var function = call.ValueKind == JsonValueKind.Object && call.TryGetProperty("function", out var found) ? found : default;
            if (TranslatedRequest.TextOf(call, "id") is not { } id || TranslatedRequest.TextOf(function, "name") is not { } name) throw new UntranslatableException("A call of a tool is to have an “id” and the “name” of its function.", at + ".tool_calls");
            yield return new(id, name, Arguments(TranslatedRequest.TextOf(function, "arguments"), at));
        }
    }

    private static Dictionary<string, object?> Arguments(string? json, string at)
    {
        if (string.IsNullOrWhiteSpace(json)) return [];
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, object?>>(json) ?? [];
        }
        catch (JsonException)
        {
            throw new UntranslatableException("The “arguments” of a call are to be a JSON object, as text.", at + ".tool_calls");
        }
    }

    private static AITool Declaration(JsonElement tool)
    {
        if (TranslatedRequest.TextOf(tool, "type") != "function" || !tool.TryGetProperty("function", out var function) || TranslatedRequest.TextOf(function, "name") is not { } name) throw new UntranslatableException("A tool is to be of the type function, and its function to have a name.", "tools");
        var parameters = TranslatedRequest.Given(function, "parameters");
        if (parameters is not null and not { ValueKind: JsonValueKind.Object }) throw new UntranslatableException("The “parameters” of a function are to be a JSON schema, an object.", "tools");
        var schema = parameters?.Clone() ?? JsonSerializer.SerializeToElement(new { type = "object" });
        return AIFunctionFactory.CreateDeclaration(name, TranslatedRequest.TextOf(function, "description"), schema, null);
    }

    private static ChatToolMode? ModeOf(JsonElement root)
    {
        if (TranslatedRequest.Given(root, "tool_choice") is not { } choice) return null;
        if (choice.ValueKind == JsonValueKind.Object && choice.TryGetProperty("function", out var function) && TranslatedRequest.TextOf(function, "name") is { } name) return ChatToolMode.RequireSpecific(name);
        return choice.ValueKind == JsonValueKind.String ? choice.GetString() switch
        {
            "none" => ChatToolMode.None,
            "required" => ChatToolMode.RequireAny,
            "auto" => ChatToolMode.Auto,
            _ => throw Unknown(),
        } : throw Unknown();
    }

    private static UntranslatableException Unknown() => new("“tool_choice” is to be none, auto, required, or a function by its name.", "tool_choice");
}
