using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace SupportBotPortal.Plugins.Google;

/// <summary>Tells a model which functions it may call.</summary>
internal static class Functions
{
    public static void AddTo(JsonObject request, ChatOptions options)
    {
        var declarations = (options.Tools ?? []).OfType<AIFunctionDeclaration>().Select(Declaration).ToArray();
        if (declarations.Length == 0)
            return;
        request["tools"] = new JsonArray(new JsonObject { ["functionDeclarations"] = new JsonArray(declarations) });
        if (Mode(options.ToolMode) is { } mode)
            request["toolConfig"] = new JsonObject { ["functionCallingConfig"] = mode };
    }

    private static JsonNode? Declaration(AIFunctionDeclaration function)
    {
        var declaration = new JsonObject { ["name"] = function.Name, ["description"] = function.Description };
        // A function without parameters has no schema: an object without properties would be refused.
        if (JsonNode.Parse(function.JsonSchema.GetRawText()) is JsonObject schema && schema["properties"] is JsonObject { Count: > 0 })
            declaration["parametersJsonSchema"] = schema;
        return declaration;
    }

    private static JsonObject? Mode(ChatToolMode? mode) => mode switch
    {
        NoneChatToolMode => new() { ["mode"] = "NONE" },
        RequiredChatToolMode { RequiredFunctionName: { } name } => new() { ["mode"] = "ANY", ["allowedFunctionNames"] = new JsonArray(JsonValue.Create(name)) },
        RequiredChatToolMode => new() { ["mode"] = "ANY" },
        _ => null,
    };
}
