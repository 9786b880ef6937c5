using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace SupportBotPortal.Plugins.Google;

/// <summary>A conversation as the Gemini API has it: turns of <c>user</c> and <c>model</c> in parts, and what the system says beside it.</summary>
internal static class Contents
{
    /// <summary>What a model wants back together with its own call of a function, and refuses the call without.</summary>
    public const string Signature = "thoughtSignature";

    public static (JsonObject? Instruction, JsonArray Contents) From(IEnumerable<ChatMessage> messages, string? instructions)
    {
        var system = new JsonArray();
        if (!string.IsNullOrEmpty(instructions))
            system.Add(Text(instructions));
        var contents = new JsonArray();
        var functions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            var parts = message.Contents.Select(c => Part(c, functions)).Where(p => p is not null).ToArray();
            if (message.Role == ChatRole.System)
                Append(system, parts);
            else if (parts.Length > 0)
                Append(TurnOf(message.Role == ChatRole.Assistant ? "model" : "user", contents), parts);
        }

        return (system.Count > 0 ? new JsonObject { ["parts"] = system } : null, contents);
    }

    // The results of several calls must come in one turn; and a turn may have any number of parts.
    private static JsonArray TurnOf(string role, JsonArray contents)
    {
        if (contents.LastOrDefault() is JsonObject last && last["role"]!.GetValue<string>() == role)
            return (JsonArray)last["parts"]!;
        var parts = new JsonArray();
        contents.Add((JsonNode)new JsonObject { ["role"] = role, ["parts"] = parts });
        return parts;
    }

    private static void Append(JsonArray target, IEnumerable<JsonObject?> parts)
    {
        foreach (var part in parts)
            target.Add((JsonNode?)part);
    }

    private static JsonObject? Part(AIContent content, Dictionary<string, string> functions)
    {
        switch (content)
        {
            case TextContent { Text.Length: > 0 } text:
                return Text(text.Text);
            case DataContent data:
                return new() { ["inlineData"] = new JsonObject { ["mimeType"] = data.MediaType, ["data"] = data.Base64Data.ToString() } };
            case UriContent uri:
                return new() { ["fileData"] = new JsonObject { ["mimeType"] = uri.MediaType, ["fileUri"] = uri.Uri.AbsoluteUri } };
            case FunctionCallContent call:
                functions[call.CallId] = call.Name;
                var part = new JsonObject
                {
                    ["functionCall"] = new JsonObject { ["id"] = call.CallId, ["name"] = call.Name, ["args"] = Json(call.Arguments) ?? new JsonObject() },
                };
                if (call.AdditionalProperties?.TryGetValue(Signature, out string? signature) == true)
                    part[Signature] = signature;
                return part;
            case FunctionResultContent result:
                return new()
                {
                    ["functionResponse"] = new JsonObject
                    {
                        ["id"] = result.CallId,
                        ["name"] = functions.GetValueOrDefault(result.CallId, result.CallId),
                        ["response"] = Json(result.Result) as JsonObject ?? new JsonObject { ["result"] = Json(result.Result) },
                    },
                };
            default:
                return null; // thoughts of earlier turns, usage and the like
        }
    }

    private static JsonObject Text(string text) => new() { ["text"] = text };

    private static JsonNode? Json(object? value) => JsonSerializer.SerializeToNode(value, AIJsonUtilities.DefaultOptions);
}
