namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>What a bot is told when it gets no answer, in the form that clients of OpenAI's API understand.</summary>
/// <param name="Status">Of the response.</param>
/// <param name="Type">OpenAI's kind of error.</param>
/// <param name="Code">For programs; <see langword="null"/> where the type says enough.</param>
/// <param name="Message">For whoever reads the bot's log: our own sentence, never a provider's.</param>
public sealed record BotError(int Status, string Type, string? Code, string Message)
{
    /// <summary>The field of the request that it is about.</summary>
    public string? Param { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The models that were asked, as the response's header names them.</summary>
    public string? Attempts { get; init; }

    public static BotError Unauthorized(string code, string message) => new(401, "invalid_request_error", code, message);

    public static BotError Invalid(string message, string? param = null, string? code = null) => new(400, "invalid_request_error", code, message) { Param = param };

    public static BotError NotAllowed(string message) => new(403, "invalid_request_error", "model_not_allowed", message) { Param = "model" };

    public static BotError NotFound(string model) => new(404, "invalid_request_error", "model_not_found", $"There is no model “{Short(model)}” here. Ask for “{DefaultModel}”, or for one of GET /v1/models.") { Param = "model" };

    public static BotError TooLarge(int mebibytes) => new(413, "invalid_request_error", "request_too_large", $"The request has more than {mebibytes} MiB, which is the most that this portal takes.");

    public static BotError TooSlow(TimeSpan within) => new(408, "invalid_request_error", "request_timeout", $"The request did not come in within {within.TotalSeconds:0} seconds.");

    public static BotError TooBusy() => Unavailable("too_busy", "The portal answers as many requests as it can at the same time. Try again in a moment.") with { RetryAfter = TimeSpan.FromSeconds(1) };

    public static BotError TooMany(string message, TimeSpan? retryAfter) => new(429, "rate_limit_error", "rate_limit_exceeded", message) { RetryAfter = retryAfter };

    public static BotError Unavailable(string code, string message) => new(503, "server_error", code, message);

    /// <summary>What a bot asks for to get whatever the admins chose.</summary>
    public const string DefaultModel = "default";

    private static string Short(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
