using System.Text.Json;
using System.Text.Json.Nodes;
using static SupportBotPortal.FakeProviders.FakeBehaviour;

namespace SupportBotPortal.FakeProviders.Google;

/// <summary>Generates, streams and counts: a greeting that repeats the last message, a word being a token.</summary>
internal sealed class GoogleGeneration(
    FakeUpstream fake, HttpContext context, FakeRoute route, FakeRequest request, FakeBehaviour behaviour, CancellationToken cancellationToken)
{
    public Task SendAsync()
    {
        // models/{id}:{method}
        var colon = route.Rest.LastIndexOf(':');
        var (model, method) = (route.Rest["models/".Length..colon], route.Rest[(colon + 1)..]);
        if (behaviour == ModelNotFound || !GoogleBodies.Models(fake).Contains(model) || !GoogleBodies.Generates(model))
            return RefuseAsync(404, "NOT_FOUND", $"models/{model} is not found for API version v1beta, or is not supported for {method}. Call ListModels to see the list of available models and their supported methods.");

        JsonObject asked;
        try
        {
            asked = request.Json.AsObject();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            return RefuseAsync(400, "INVALID_ARGUMENT", "Invalid JSON payload received.");
        }

        if (asked["contents"] is not JsonArray { Count: > 0 } contents)
            return RefuseAsync(400, "INVALID_ARGUMENT", "* GenerateContentRequest.contents: contents is not specified");
        if (RefusedField(asked["generationConfig"] as JsonObject) is { } field)
            return RefuseAsync(400, "INVALID_ARGUMENT", "Request contains an invalid argument.", GoogleBodies.FieldViolation($"generation_config.{field}"));
        if (Result(contents) is not null && !IsSigned(contents))
            return RefuseAsync(400, "INVALID_ARGUMENT", "Function call is missing a thought_signature in functionCall parts.");

        var prompt = contents.Sum(c => Words(TextOf(c)).Length) + Words(TextOf(asked["systemInstruction"])).Length;
        return method switch
        {
            "countTokens" => SendAsync(new JsonObject { ["totalTokens"] = prompt }),
            "generateContent" => SendAsync(Whole(model, contents, asked, prompt)),
            _ when context.Request.Query["alt"] == "sse" => StreamAsync(model, contents, asked, prompt),
            _ => SendAsync(new JsonArray(Whole(model, contents, asked, prompt))),
        };
    }

    private string? RefusedField(JsonObject? config) => behaviour switch
    {
        RefusesTemperature when config?["temperature"] is not null => "temperature",
        RefusesSampling => Array.Find(["temperature", "topP", "topK"], f => config?[f] is not null) switch { "topP" => "top_p", "topK" => "top_k", var other => other },
        RefusesMaxTokens or RefusesMaxCompletionTokens when config?["maxOutputTokens"] is not null => "max_output_tokens",
        _ => null,
    };

    private string Version(string model) => behaviour switch
    {
        SubstitutesModel => "gemini-2.5-pro",
        AnswersWithVersion => model + "-001",
        _ => model,
    };

    private JsonObject Whole(string model, JsonArray contents, JsonObject asked, int prompt)
    {
        if (behaviour == BlocksPrompt)
            return GoogleBodies.BlockedPrompt(Version(model), GoogleBodies.Usage(prompt, 0, 0));
        if (Call(contents, asked) is { } call)
            return WithStatus(GoogleBodies.Call(Version(model), call, GoogleBodies.Usage(prompt, 1, 0)));
        var (text, finishReason, usage) = Generate(model, contents, asked, prompt);
        return WithStatus(GoogleBodies.Content(Version(model), text, finishReason, usage));
    }

    private (string? Text, string FinishReason, JsonObject Usage) Generate(string model, JsonArray contents, JsonObject asked, int prompt)
    {
        var limit = asked["generationConfig"]?["maxOutputTokens"]?.GetValue<int>() ?? int.MaxValue;
        if (behaviour == StopsAtTokenLimit)
            return (null, "MAX_TOKENS", GoogleBodies.Usage(prompt, 0, Math.Min(limit, 16)));
        if (behaviour == BlocksAnswer)
            return (null, "SAFETY", GoogleBodies.Usage(prompt, 0, 0));
        var words = Words(fake.Reply ?? (Result(contents) is { } result ? $"The tool said: {result}" : $"Hello from the fake {model}. You said: {TextOf(contents[^1])}"));
        var said = words.Take(limit).ToArray();
        return (string.Join(' ', said), said.Length < words.Length ? "MAX_TOKENS" : "STOP", GoogleBodies.Usage(prompt, said.Length, 0));
    }

    /// <summary>Calls the first function that it is given, unless that has answered already.</summary>
    private static JsonObject? Call(JsonArray contents, JsonObject asked)
    {
        if ((string?)asked["toolConfig"]?["functionCallingConfig"]?["mode"] == "NONE" || Result(contents) is not null)
            return null;
        return (asked["tools"] as JsonArray)?.FirstOrDefault()?["functionDeclarations"]?[0]?["name"] is { } name
            ? new() { ["name"] = name.GetValue<string>(), ["args"] = new JsonObject { ["text"] = TextOf(contents[^1]) } }
            : null;
    }

    /// <summary>Of calls that were made at once, the first has the signature.</summary>
    private static bool IsSigned(JsonArray contents) => contents.Select(c => (c?["parts"] as JsonArray)?.FirstOrDefault(p => p?["functionCall"] is not null)).OfType<JsonNode>().All(call => (string?)call["thoughtSignature"] is { Length: > 0 });

    private static string? Result(JsonArray contents) => (contents[^1]?["parts"] as JsonArray)?.Select(p => (string?)p?["functionResponse"]?["response"]?["result"]).FirstOrDefault(r => r is not null);

    private async Task StreamAsync(string model, JsonArray contents, JsonObject asked, int prompt)
    {
        context.Response.ContentType = "text/event-stream";
        if (behaviour == BlocksPrompt)
        {
            await EventAsync(GoogleBodies.BlockedPrompt(Version(model), GoogleBodies.Usage(prompt, 0, 0)));
            return;
        }

        if (Call(contents, asked) is { } call)
        {
            await EventAsync(WithStatus(GoogleBodies.Call(Version(model), call, GoogleBodies.Usage(prompt, 1, 0))));
            return;
        }

        var (text, finishReason, usage) = Generate(model, contents, asked, prompt);
        foreach (var (index, word) in Words(text ?? "").Index())
        {
            if (index == 2 && behaviour is StreamError or StreamCutOff or StreamReset or StreamStall)
            {
                await BreakAsync();
                return;
            }

            await EventAsync(GoogleBodies.Content(Version(model), index == 0 ? word : " " + word, null, null));
        }

        await EventAsync(WithStatus(GoogleBodies.Content(Version(model), text is null ? null : "", finishReason, usage)));
    }

    private async Task BreakAsync()
    {
        if (behaviour == StreamError)
            await EventAsync(GoogleBodies.Error(503, "UNAVAILABLE", "The model is overloaded. Please try again later."));
        else if (behaviour == StreamReset)
            throw new IOException("Cut off as scripted."); // An abort would also discard the words not yet on the wire.
        else if (behaviour == StreamStall)
            await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private JsonObject WithStatus(JsonObject answer)
    {
        if (behaviour == Retiring)
            answer["modelStatus"] = GoogleBodies.ModelStatus();
        return answer;
    }

    private async Task EventAsync(JsonObject data)
    {
        await context.Response.WriteAsync($"data: {data.ToJsonString()}\r\n\r\n", cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }

    private Task SendAsync(JsonNode body) => GoogleAnswer.SendAsync(context, 200, body, cancellationToken);

    private Task RefuseAsync(int status, string code, string message, params IEnumerable<JsonObject> details) =>
        GoogleAnswer.SendAsync(context, status, GoogleBodies.Error(status, code, message, details), cancellationToken);

    private static string TextOf(JsonNode? content) =>
        content?["parts"] is JsonArray parts ? string.Join(' ', parts.Select(p => p?["text"]?.GetValue<string>()).Where(t => t is not null)) : "";

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
