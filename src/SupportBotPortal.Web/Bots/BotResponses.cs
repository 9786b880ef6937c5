using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SupportBotPortal.Core.Generation.Gateway;

namespace SupportBotPortal.Web.Bots;

/// <summary>Writes what bots get.</summary>
internal static class BotResponses
{
    /// <summary>Which model answers.</summary>
    private const string ModelHeader = "x-supportbot-model";

    /// <summary>Which ones were asked, each with what came of it.</summary>
    private const string AttemptsHeader = "x-supportbot-attempts";

    private const string Json = "application/json";

    public static Task WriteAsync(HttpContext context, IReadOnlyList<BotModel> models) => WriteAsync(context, StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(new { @object = "list", data = models.Select(Shape) }));

    public static Task WriteAsync(HttpContext context, BotModel model) => WriteAsync(context, StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(Shape(model)));

    public static Task WriteAsync(HttpContext context, BotError error)
    {
        var headers = context.Response.Headers;
        if (error.Status == StatusCodes.Status401Unauthorized) headers.WWWAuthenticate = "Bearer";
        if (error.RetryAfter is { } wait) headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (error.Attempts is { } attempts) headers[AttemptsHeader] = attempts;
        return WriteAsync(context, error.Status, BotErrorJson.Write(error));
    }

    public static async Task WriteAsync(HttpContext context, BotAnswer answer)
    {
        if (answer.Error is { } error)
        {
            await WriteAsync(context, error);
            return;
        }

        var response = context.Response;
        response.Headers[ModelHeader] = Uri.EscapeDataString(answer.Model!).Replace("%2F", "/", StringComparison.Ordinal);
        response.Headers[AttemptsHeader] = answer.Attempts;
        if (answer.Whole is { } whole)
        {
            await WriteAsync(context, StatusCodes.Status200OK, whole);
            answer.Delivered();
            return;
        }

        response.ContentType = "text/event-stream";
        // A proxy that gathers what comes through shows nothing for seconds.
        response.Headers["X-Accel-Buffering"] = "no";
        await foreach (var piece in answer.Events!.WithCancellation(context.RequestAborted)) await response.BodyWriter.WriteAsync(piece, context.RequestAborted);
        answer.Delivered();
    }

    private static async Task WriteAsync(HttpContext context, int status, ReadOnlyMemory<byte> json)
    {
        var response = context.Response;
        (response.StatusCode, response.ContentType, response.ContentLength) = (status, Json, json.Length);
        await response.BodyWriter.WriteAsync(json, context.RequestAborted);
    }

    private static object Shape(BotModel model) => new { id = model.Id, @object = "model", created = new DateTimeOffset(model.CreatedAt, TimeSpan.Zero).ToUnixTimeSeconds(), owned_by = model.OwnedBy };
}
