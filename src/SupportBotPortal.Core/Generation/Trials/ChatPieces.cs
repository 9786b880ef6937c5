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
        foreach (var line in Encoding.UTF8.GetString(piece).Split('\n'))
        {
            if (!line.StartsWith("data:", StringComparison.Ordinal) || line.AsSpan(5).Trim().SequenceEqual("[DONE]")) continue;
            using var json = JsonDocument.Parse(line.AsMemory(5));
            if (!json.RootElement.TryGetProperty("choices", out var choices) || choices.ValueKind != JsonValueKind.Array || choices.GetArrayLength() == 0) continue;
            var choice = choices[0];
            if (choice.TryGetProperty("delta", out var delta) && delta.ValueKind == JsonValueKind.Object && delta.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String) words.Append(content.GetString());
            if (choice.TryGetProperty("finish_reason", out var ended) && ended.ValueKind == JsonValueKind.String) reason = ended.GetString();
        }

        return (words.ToString(), reason);
    }
}
