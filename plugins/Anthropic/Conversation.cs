using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.Anthropic;

/// <summary>Messages as Anthropic wants them: the system's apart, and then turns of user and assistant.</summary>
internal static class Conversation
{
    public static (string System, JsonArray Turns) Of(IEnumerable<ChatMessage> messages, string? instructions)
    {
        var system = new List<string?> { instructions };
        var turns = new JsonArray();
        foreach (var message in messages)
        {
            if (message.Role == ChatRole.System || message.Role.Value == "developer")
                system.Add(message.Text);
            else
                AddTurn(turns, message);
        }

        if (turns.Count == 0)
            throw new ProviderFailureException(FailureCause.BadParameter, "There is no message to answer: the conversation has no text from the user");
        return (string.Join("\n\n", system.Where(s => !string.IsNullOrWhiteSpace(s))), turns);
    }

    private static void AddTurn(JsonArray turns, ChatMessage message)
    {
        var blocks = message.Contents.Select(ContentBlocks.ToJson).OfType<JsonObject>().ToList();
        if (blocks.Count == 0)
            return;
        // A tool's result is something that the user's side brings.
        var role = message.Role == ChatRole.Assistant ? "assistant" : "user";
        var content = (turns.Count > 0 && turns[^1]!["role"]!.GetValue<string>() == role ? turns[^1]!["content"] : null) as JsonArray;
        if (content is null)
            turns.Add(new JsonObject { ["role"] = role, ["content"] = content = [] });
        foreach (var block in blocks)
        {
            // All results of one turn's calls stand in one message, before anything else.
            if (IsResult(block))
                content.Insert(content.Count(b => IsResult(b!)), block);
            else
                content.Add(block);
        }
    }

    private static bool IsResult(JsonNode block) => block["type"]!.GetValue<string>() == "tool_result";
}
