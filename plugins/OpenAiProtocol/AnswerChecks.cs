using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using SupportBotPortal.Plugins.VendorHttp;

namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary>Whether a body is what this protocol says it should be.</summary>
internal static class AnswerChecks
{
    public static void CheckAnswer([NotNull] byte[]? body, Failures failures)
    {
        if (body is null)
            throw failures.UnexpectedAnswer();
        try
        {
            using var document = JsonDocument.Parse(body, VendorJson.Document);
            if (failures.Find(document.RootElement) is { } error)
                throw failures.FromInside(error);
            if (!HasChoices(document.RootElement, out var count) || count == 0)
                throw failures.UnexpectedAnswer();
        }
        catch (JsonException)
        {
            throw failures.UnexpectedAnswer();
        }
    }

    public static bool HasChoices(JsonElement root, out int count)
    {
        count = 0;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("choices", out var choices) || choices.ValueKind != JsonValueKind.Array)
            return false;
        count = choices.GetArrayLength();
        return true;
    }
}
