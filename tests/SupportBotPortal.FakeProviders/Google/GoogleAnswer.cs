using System.Globalization;
using System.Text.Json.Nodes;
using static SupportBotPortal.FakeProviders.FakeBehaviour;

namespace SupportBotPortal.FakeProviders.Google;

/// <summary>Answers one request as the Gemini API does: first misbehaves as told, then checks the key, then does what was asked.</summary>
internal sealed class GoogleAnswer(FakeUpstream fake, HttpContext context, FakeRoute route, FakeRequest request, CancellationToken cancellationToken)
{
    private readonly FakeBehaviour behaviour = fake.BehaviourFor(route);

    // models/{id}:{method}
    public static FakeEndpoint EndpointOf(string rest) => rest[(rest.LastIndexOf(':') + 1)..] switch
    {
        "generateContent" or "streamGenerateContent" => FakeEndpoint.Chat,
        "countTokens" => FakeEndpoint.Count,
        _ when rest == "models" || rest.StartsWith("models/", StringComparison.Ordinal) => FakeEndpoint.Models,
        _ => FakeEndpoint.All,
    };

    public async Task SendAsync()
    {
        if (await Misbehaviour.TryAsync(fake, context, route, behaviour, cancellationToken))
            return;
        if (behaviour == PathNotFound || (behaviour == NoTokenCount && route.Endpoint == FakeEndpoint.Count))
            await NothingHereAsync();
        else if ((GoogleRefusals.For(behaviour, fake, route, request) ?? GoogleKeyCheck.Refuse(fake, route, request, behaviour)) is { } refusal)
            await SendAsync(context, refusal.Status, refusal.Body, cancellationToken);
        else if (request.Method == "GET" && route.Endpoint == FakeEndpoint.Models)
            await SendModelsAsync();
        else if (request.Method == "POST" && route.Endpoint is FakeEndpoint.Chat or FakeEndpoint.Count)
            await new GoogleGeneration(fake, context, route, request, behaviour, cancellationToken).SendAsync();
        else
            await NothingHereAsync();
    }

    internal static Task SendAsync(HttpContext context, int status, JsonNode body, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=UTF-8";
        return context.Response.WriteAsync(body.ToJsonString(), cancellationToken);
    }

    private Task NothingHereAsync()
    {
        context.Response.StatusCode = 404;
        context.Response.ContentType = "text/html; charset=UTF-8";
        return context.Response.WriteAsync("<!DOCTYPE html><html lang=en><title>Error 404 (Not Found)!!1</title><p>That’s all we know.", cancellationToken);
    }

    private Task SendModelsAsync()
    {
        IReadOnlyList<string> ids = behaviour switch
        {
            EmptyList => [],
            HtmlModelIds => ["<script>alert('model')</script>", "<img src=x onerror=alert(1)>", "plain\"'&amp;"],
            ControlCharacterModelIds => ["bell\u0007", "line\r\nX-Evil: 1", "\u202Egnp.tpg", new string('x', 300)],
            _ => GoogleBodies.Models(fake),
        };
        if (route.Rest != "models")
        {
            var id = route.Rest["models/".Length..];
            return ids.Contains(id)
                ? SendAsync(200, GoogleBodies.Model(id))
                : SendAsync(404, GoogleBodies.Error(404, "NOT_FOUND", $"Model is not found: models/{id} for api version v1beta"));
        }

        var query = context.Request.Query;
        if (!TryNumber(query["pageSize"], 50, out var wanted) || wanted is < 1 or > 1000)
            return SendAsync(400, GoogleBodies.Error(400, "INVALID_ARGUMENT", "Page size must be between 1 and 1000."));
        if (!TryNumber(query["pageToken"], 0, out var from) || from < 0)
            return SendAsync(400, GoogleBodies.Error(400, "INVALID_ARGUMENT", "Page token is invalid."));
        var size = Math.Min(wanted, fake.Options.PageSize);
        if (behaviour is EndlessPages or EmptyPages)
            return SendAsync(200, GoogleBodies.List(behaviour == EmptyPages ? [] : [$"page-{from}"], (from + 1).ToString(CultureInfo.InvariantCulture)));
        if (behaviour == RepeatingPages)
            return SendAsync(200, GoogleBodies.List([.. ids.Take(size)], "1"));
        var next = from + size < ids.Count ? (from + size).ToString(CultureInfo.InvariantCulture) : null;
        return SendAsync(200, GoogleBodies.List([.. ids.Skip(from).Take(size)], next));
    }

    private static bool TryNumber(string? text, int otherwise, out int number)
    {
        number = otherwise;
        return string.IsNullOrEmpty(text) || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private Task SendAsync(int status, JsonNode body) => SendAsync(context, status, body, cancellationToken);
}
