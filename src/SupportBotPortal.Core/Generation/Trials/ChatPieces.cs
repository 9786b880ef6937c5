using System.Text;
using System.Text.Json;

namespace SupportBotPortal.Core.Generation.Trials;

/// <summary>Reads what an answer's events say. A piece of a stream holds whole events.</summary>
internal static class ChatPieces
{
    /// <returns>The words of it, and why the answer ends, if it does.</returns>
    public static (string Words, string? Reason) Read(ReadOnlySpan<byte> piece)
    {
        var words = new StringBuilder();
        string? reason = null;
        foreach (var text in Encoding.UTF8.GetString(piece).ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            // One event may have several lines of data.
            var data = string.Join('\n', text.Split('\n').Where(l => l.StartsWith("data:", StringComparison.Ordinal)).Select(l => l[5..]));
            if (data.Length > 0 && data.Trim() != "[DONE]") reason = Read(data, words) ?? reason;
        }

        return (words.ToString(), reason);
    }

    private static string? Read(string data, StringBuilder words)
    {
        try
        {
            using var json = JsonDocument.Parse(data);
            if (!json.RootElement.TryGetProperty("choices", out var choices) || choices.ValueKind != JsonValueKind.Array || choices.GetArrayLength() == 0 || choices[0] is not { ValueKind: JsonValueKind.Object } choice) return null;
            if (choice.TryGetProperty("delta", out var delta) && delta.ValueKind == JsonValueKind.Object && delta.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String) words.Append(content.GetString());
            return choice.TryGetProperty("finish_reason", out var ended) && ended.ValueKind == JsonValueKind.String ? ended.GetString() : null;
        }
        catch (Exception odd) when (odd is JsonException or InvalidOperationException)
        {
            // Half of a character, such as of an emoji: the bot gets it as it is, here it says nothing.
            return null;
        }
    }
}
