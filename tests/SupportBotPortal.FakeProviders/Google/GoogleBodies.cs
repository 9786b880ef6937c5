using System.Text.Json.Nodes;

namespace SupportBotPortal.FakeProviders.Google;

/// <summary>The shapes of the Gemini API.</summary>
internal static class GoogleBodies
{
    private static readonly string[] Vendors =
        ["gemini-3.8-flash", "gemini-3.6-flash", "gemini-3.5-flash-lite", "gemini-3.1-pro-preview", "gemini-embedding-001", "imagen-5.0-generate-001"];

    public static IReadOnlyList<string> Models(FakeUpstream fake) => fake.Models.Count > 0 ? fake.Models : Vendors;

    public static bool Generates(string id) => !id.Contains("embedding", StringComparison.Ordinal) && !id.StartsWith("imagen", StringComparison.Ordinal);

    public static JsonObject Model(string id) => new()
    {
        ["name"] = $"models/{id}",
        ["version"] = "001",
        ["displayName"] = $"Fake {id}",
        ["description"] = "A model that repeats what is said to it.",
        ["inputTokenLimit"] = 1_048_576,
        ["outputTokenLimit"] = 65_536,
        ["supportedGenerationMethods"] = Generates(id) ? new JsonArray("generateContent", "countTokens", "batchGenerateContent") : new JsonArray("embedContent"),
        ["temperature"] = 1,
        ["topP"] = 0.95,
        ["topK"] = 64,
        ["maxTemperature"] = 2,
    };

    /// <summary>Without models the vendor sends an empty object, and on the last page no token.</summary>
    public static JsonObject List(IReadOnlyList<string> ids, string? nextPageToken)
    {
        var list = new JsonObject();
        if (ids.Count > 0)
            list["models"] = new JsonArray([.. ids.Select(Model)]);
        if (nextPageToken is not null)
            list["nextPageToken"] = nextPageToken;
        return list;
    }

    public static JsonObject Error(int code, string status, string message, params IEnumerable<JsonObject> details)
    {
        var error = new JsonObject { ["code"] = code, ["message"] = message, ["status"] = status };
        var list = new JsonArray([.. details]);
        if (list.Count > 0)
            error["details"] = list;
        return new JsonObject { ["error"] = error };
    }

    public static JsonObject Reason(string reason) => new()
    {
        ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo",
        ["reason"] = reason,
        ["domain"] = "googleapis.com",
        ["metadata"] = new JsonObject { ["service"] = "generativelanguage.googleapis.com" },
    };

    public static JsonObject FieldViolation(string field) => new()
    {
        ["@type"] = "type.googleapis.com/google.rpc.BadRequest",
        ["fieldViolations"] = new JsonArray(new JsonObject { ["field"] = field, ["description"] = $"{field} is not supported by this model." }),
    };

    public static JsonObject QuotaFailure(string quotaId, string value) => new()
    {
        ["@type"] = "type.googleapis.com/google.rpc.QuotaFailure",
        ["violations"] = new JsonArray(new JsonObject
        {
            ["quotaMetric"] = "generativelanguage.googleapis.com/generate_content_free_tier_requests",
            ["quotaId"] = quotaId,
            ["quotaDimensions"] = new JsonObject { ["location"] = "global", ["model"] = "gemini-3.6-flash" },
            ["quotaValue"] = value,
        }),
    };

    public static JsonObject RetryInfo(TimeSpan delay) => new()
    {
        ["@type"] = "type.googleapis.com/google.rpc.RetryInfo",
        ["retryDelay"] = FormattableString.Invariant($"{delay.TotalSeconds}s"),
    };

    /// <summary>Of the thoughts that led to a call: it is to come back with the call's result.</summary>
    public const string Signature = "c2lnbmF0dXJl";

    public static JsonObject Call(string version, JsonObject call, JsonObject usage)
    {
        var content = Content(version, null, "STOP", usage);
        content["candidates"]![0]!["content"] = new JsonObject { ["role"] = "model", ["parts"] = new JsonArray(new JsonObject { ["functionCall"] = call, ["thoughtSignature"] = Signature }) };
        return content;
    }

    /// <summary>A whole answer, or a piece of a streamed one, which has the same shape.</summary>
    public static JsonObject Content(string modelVersion, string? text, string? finishReason, JsonObject? usage)
    {
        var candidate = new JsonObject { ["index"] = 0 };
        if (text is not null)
            candidate["content"] = new JsonObject { ["parts"] = new JsonArray(new JsonObject { ["text"] = text }), ["role"] = "model" };
        if (finishReason is not null)
            candidate["finishReason"] = finishReason;
        var content = new JsonObject { ["candidates"] = new JsonArray(candidate), ["modelVersion"] = modelVersion, ["responseId"] = "fake-response" };
        if (usage is not null)
            content["usageMetadata"] = usage;
        return content;
    }

    public static JsonObject BlockedPrompt(string modelVersion, JsonObject usage) => new()
    {
        ["promptFeedback"] = new JsonObject { ["blockReason"] = "SAFETY" },
        ["usageMetadata"] = usage,
        ["modelVersion"] = modelVersion,
    };

    public static JsonObject ModelStatus() => new()
    {
        ["modelStage"] = "LEGACY",
        ["retirementTime"] = "2027-03-01T00:00:00Z",
        ["message"] = "Move to a newer model.",
    };

    public static JsonObject Usage(int prompt, int answer, int thoughts) => new()
    {
        ["promptTokenCount"] = prompt,
        ["candidatesTokenCount"] = answer,
        ["totalTokenCount"] = prompt + answer + thoughts,
        ["thoughtsTokenCount"] = thoughts,
    };
}
