using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary>Whether a body is what this protocol says it should be.</summary>
internal static class AnswerChecks
{
    public static ProviderFailureException Unexpected(string name) =>
        Failures.NotTheExpectedApi($"{name} answered with something else where a chat answer was expected");

    public static void CheckAnswer([NotNull] byte[]? body, Failures failures, string name)
    {
        if (body is null)
            throw Unexpected(name);
        try
        {
            using var document = JsonDocument.Parse(body, ProtocolJson.Document);
            if (UpstreamError.Find(document.RootElement) is { } error)
                throw failures.FromInside(error);
            if (!HasChoices(document.RootElement, out var count) || count == 0)
                throw Unexpected(name);
        }
        catch (JsonException)
        {
            throw Unexpected(name);
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
