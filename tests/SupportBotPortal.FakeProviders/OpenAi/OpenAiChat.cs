using System.Text.Json;
using System.Text.Json.Nodes;
using static SupportBotPortal.FakeProviders.FakeBehaviour;

namespace SupportBotPortal.FakeProviders.OpenAi;

/// <summary>Generates: a greeting that repeats the last message, a word being a token.</summary>
internal sealed class OpenAiChat(
    FakeUpstream fake, HttpContext context, FakeRoute route, FakeRequest request, FakeBehaviour behaviour, CancellationToken cancellationToken)
{
    public Task SendAsync()
    {
        JsonObject asked;
        try
        {
            asked = request.Json.AsObject();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            return Refuse(400, "We could not parse the JSON body of your request.", null, null);
        }

        var model = asked["model"]?.GetValue<string>() ?? "";
        if (behaviour == ModelNotFound || !OpenAiBodies.Models(fake, route.Vendor.Name).Contains(model))
            return Refuse(404, $"The model `{model}` does not exist or you do not have access to it.", "model_not_found", "model");
        if (asked["messages"] is not JsonArray { Count: > 0 } messages)
            return Refuse(400, "Missing required parameter: 'messages'.", "missing_required_parameter", "messages");
        if (behaviour == RefusesMaxTokens && asked.ContainsKey("max_tokens"))
            return Refuse(400, "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", "unsupported_parameter", "max_tokens");
        if (behaviour == RefusesMaxCompletionTokens && asked.ContainsKey("max_completion_tokens"))
            return OpenAiAnswer.SendAsync(context, 422, UnknownField("max_completion_tokens"), cancellationToken);
        if (Array.Find(Refused(), asked.ContainsKey) is { } refused)
            return Refuse(400, $"Unsupported value: '{refused}' does not support this value with this model.", "unsupported_value", refused);

        var call = ToolCall(messages, asked);
        var (text, finishReason, usage) = call is null ? Generate(model, messages, asked) : ("", "tool_calls", OpenAiBodies.Usage(1, 1));
        model = behaviour switch
        {
            SubstitutesModel => "another-model",
            AnswersWithVersion => model + "-2026-08-06",
            _ => model,
        };
        var stream = asked["stream"]?.GetValue<bool>() ?? false;
        return stream
            ? StreamAsync(model, text, call, finishReason, asked["stream_options"]?["include_usage"]?.GetValue<bool>() == true && fake.SaysUsage ? usage : null)
            : OpenAiAnswer.SendAsync(context, 200, OpenAiBodies.Completion(model, text, finishReason, fake.SaysUsage ? usage : null, call), cancellationToken);
    }

    /// <summary>Calls the first function that it is given, unless that has answered already.</summary>
    private static JsonObject? ToolCall(JsonArray messages, JsonObject asked)
    {
        if (asked["tool_choice"] is JsonValue value && value.TryGetValue<string>(out var choice) && choice == "none") return null;
        if ((string?)messages[^1]?["role"] == "tool" || (asked["tools"] as JsonArray)?.FirstOrDefault()?["function"]?["name"] is not { } name) return null;
        return new()
        {
            ["id"] = "call_fake",
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = name.GetValue<string>(), ["arguments"] = new JsonObject { ["text"] = TextOf(messages[^1]) }.ToJsonString() },
        };
    }

    private string[] Refused() => behaviour switch
    {
        RefusesTemperature => ["temperature"],
        RefusesSampling => ["temperature", "top_p", "top_k"],
        _ => [],
    };

    private (string Text, string FinishReason, JsonObject Usage) Generate(string model, JsonArray messages, JsonObject asked)
    {
        var prompt = messages.Sum(m => Words(TextOf(m)).Length);
        var limit = (asked["max_completion_tokens"] ?? asked["max_tokens"])?.GetValue<int>() ?? int.MaxValue;
        if (behaviour == StopsAtTokenLimit)
            return ("", "length", OpenAiBodies.Usage(prompt, Math.Min(limit, 16), Math.Min(limit, 16)));

        var words = Words(fake.Reply ?? ((string?)messages[^1]?["role"] == "tool" ? $"The tool said: {TextOf(messages[^1])}" : $"Hello from the fake {model}. You said: {TextOf(messages[^1])}"));
        var said = words.Take(limit).ToArray();
        return (string.Join(' ', said), said.Length < words.Length ? "length" : "stop", OpenAiBodies.Usage(prompt, said.Length));
    }

    private async Task StreamAsync(string model, string text, JsonObject? call, string finishReason, JsonObject? usage)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        await EventAsync(OpenAiBodies.Chunk(model, new JsonObject { ["role"] = "assistant", ["content"] = "" }));
        foreach (var (index, word) in Words(text).Index())
        {
            if (index == 2 && behaviour is StreamError or StreamCutOff or StreamReset or StreamStall)
            {
                await BreakAsync();
                return;
            }

            await EventAsync(OpenAiBodies.Chunk(model, new JsonObject { ["content"] = index == 0 ? word : " " + word }));
        }

        if (call is not null)
        {
            call["index"] = 0;
            await EventAsync(OpenAiBodies.Chunk(model, new JsonObject { ["tool_calls"] = new JsonArray(call) }));
        }

        await EventAsync(OpenAiBodies.Chunk(model, new JsonObject(), finishReason));
        if (usage is not null)
            await EventAsync(OpenAiBodies.Chunk(model, null, usage: usage));
        await context.Response.WriteAsync("data: [DONE]\n\n", cancellationToken);
    }

    private async Task BreakAsync()
    {
        if (behaviour == StreamError)
            await EventAsync(OpenAiBodies.Error("The upstream model failed.", "server_error", "server_is_overloaded"));
        else if (behaviour == StreamReset)
            throw new IOException("Cut off as scripted."); // An abort would also discard the words not yet on the wire.
        else if (behaviour == StreamStall)
            await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private async Task EventAsync(JsonObject data)
    {
        await context.Response.WriteAsync($"data: {data.ToJsonString()}\n\n", cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }

    private Task Refuse(int status, string message, string? code, string? param) =>
        OpenAiAnswer.SendAsync(context, status, OpenAiBodies.Error(message, "invalid_request_error", code, param), cancellationToken);

    private static JsonObject UnknownField(string field) => new()
    {
        ["detail"] = new JsonArray(new JsonObject
        {
            ["type"] = "extra_forbidden",
            ["loc"] = new JsonArray("body", field),
            ["msg"] = "Extra inputs are not permitted",
        }),
    };

    private static string TextOf(JsonNode? message) => message?["content"] switch
    {
        JsonValue value => value.GetValue<string>(),
        JsonArray parts => string.Join(' ', parts.Select(p => p?["text"]?.GetValue<string>())),
        _ => "",
    };

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
