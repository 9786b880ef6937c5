using System.Text.Json;
using Microsoft.Extensions.AI;

namespace SupportBotPortal.Core.Generation.Gateway.Translation;

/// <summary>The messages of a conversation.</summary>
internal static class MessageTranslation
{
    public static IEnumerable<ChatMessage> Read(JsonElement messages)
    {
        var place = 0;
        foreach (var message in messages.EnumerateArray())
        {
            var at = $"messages[{place++}]";
            if (message.ValueKind != JsonValueKind.Object) throw new UntranslatableException("A message is to be an object with “role” and “content”.", at);
            yield return ReadOne(message, at);
        }
    }

    private static ChatMessage ReadOne(JsonElement message, string at)
    {
        message.TryGetProperty("content", out var content);
        return TranslatedRequest.TextOf(message, "role") switch
        {
            "system" or "developer" => new(ChatRole.System, [.. ContentTranslation.Read(content, at)]),
            "user" => new(ChatRole.User, [.. ContentTranslation.Read(content, at)]) { AuthorName = TranslatedRequest.TextOf(message, "name") },
            "assistant" => new(ChatRole.Assistant, [.. ContentTranslation.Read(content, at), .. ToolTranslation.ReadCalls(message, at)]),
            "tool" or "function" => new(ChatRole.Tool, [new FunctionResultContent(TranslatedRequest.TextOf(message, "tool_call_id") ?? TranslatedRequest.TextOf(message, "name") ?? throw new UntranslatableException("The result of a tool is to say to which call it belongs (“tool_call_id”).", at), TextOf(content, at))]),
            _ => throw new UntranslatableException("The “role” of a message is to be system, developer, user, assistant or tool.", at + ".role"),
        };
    }

    private static string TextOf(JsonElement content, string at) => string.Concat(ContentTranslation.Read(content, at).OfType<TextContent>().Select(t => t.Text));
}
