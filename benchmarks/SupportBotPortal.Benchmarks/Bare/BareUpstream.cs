using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SupportBotPortal.Benchmarks.Bare;

/// <summary>
/// A provider that does nothing but answer in OpenAI's protocol: a kilobyte at once, or fifty events. Each event says when it was sent, by the machine's clock,
/// so that whoever gets it knows how long it was held on the way.
/// </summary>
internal static class BareUpstream
{
    public const int Events = 50;

    /// <summary>In a request, a field that the portal does not know and passes on: the events are to come at a <see cref="Pace"/>.</summary>
    public const string Paced = "\"user\":\"paced\"";

    /// <summary>Between two events: as a fast model writes.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    public const string SentAt = "\"sent\":";

    /// <summary>Of an event.</summary>
    private const string End = "\n\n";

    private static readonly byte[] Whole = Encoding.UTF8.GetBytes(
        """{"id":"chatcmpl-1","object":"chat.completion","created":1767225600,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"TEXT","refusal":null},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":20,"completion_tokens":180,"total_tokens":200}}"""
            .Replace("TEXT", new string('x', 740), StringComparison.Ordinal));

    public static async Task RunAsync(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapPost("/v1/chat/completions", AnswerAsync);
        await app.RunAsync();
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = await reader.ReadToEndAsync(context.RequestAborted);
        if (!request.Contains("\"stream\":true", StringComparison.Ordinal))
        {
            (context.Response.ContentType, context.Response.ContentLength) = ("application/json", Whole.Length);
            await context.Response.BodyWriter.WriteAsync(Whole, context.RequestAborted);
            return;
        }

        var isPaced = request.Contains(Paced, StringComparison.Ordinal);
        context.Response.ContentType = "text/event-stream";
        for (var number = 0; number < Events; number++)
        {
            if (number > 0 && isPaced) await Task.Delay(Pace, context.RequestAborted);
            var reason = number == Events - 1 ? "\"stop\"" : "null";
            await WriteAsync(string.Create(CultureInfo.InvariantCulture, $$$"""data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1767225600,"model":"m",{{{SentAt}}}{{{Stopwatch.GetTimestamp()}}},"choices":[{"index":0,"delta":{"content":"word"},"finish_reason":{{{reason}}}}]}{{{End}}}"""));
        }

        await WriteAsync("data: [DONE]" + End);

        async Task WriteAsync(string text)
        {
            await context.Response.WriteAsync(text, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
