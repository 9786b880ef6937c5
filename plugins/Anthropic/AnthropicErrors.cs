using System.Text.Json;
using SupportBotPortal.Plugins.VendorHttp;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.Anthropic;

/// <summary><c>{"type":"error","error":{"type":…,"message":…,"details":{"error_code":…}}}</c>.</summary>
internal sealed class AnthropicErrors : IErrorReader
{
    private static readonly string[] KnownParameters = ["temperature", "top_p", "top_k", "max_tokens", "stop_sequences", "tool_choice"];

    public VendorError? Find(JsonElement root)
    {
        var error = VendorJson.Property(root, "error");
        // Gateways in between leave an empty one in answers that went well, or write a mere text.
        var found = error.ValueKind == JsonValueKind.Object
            ? new VendorError(
                Text(VendorJson.Property(error, "details"), "error_code") ?? Text(error, "code"),
                Text(error, "type"),
                null,
                Text(error, "message") ?? "")
            : VendorError.None with { Message = VendorJson.Text(error) ?? "" };
        return found != VendorError.None || Text(root, "type") == "error" ? found : null;
    }

    public FailureCause CauseOf(int status, VendorError error, bool aboutModel) => status switch
    {
        < 400 => FailureCause.NotTheExpectedApi,
        < 500 when IsQuota(error) => FailureCause.Quota,
        400 or 403 when error.Is("authentication_error") => FailureCause.Credentials,
        404 when aboutModel && error.Says("model") => FailureCause.ModelMissing,
        504 => FailureCause.Timeout,
        >= 500 when error.Is("overloaded_error") => FailureCause.Overloaded,
        _ => StatusCauses.Of(status),
    };

    public int StatusOf(VendorError error) => error.Type switch
    {
        _ when IsQuota(error) => 402,
        "invalid_request_error" => 400,
        "authentication_error" => 401,
        "permission_error" => 403,
        "not_found_error" => 404,
        "request_too_large" => 413,
        "rate_limit_error" => 429,
        "timeout_error" => 504,
        "overloaded_error" => 529,
        _ => 500,
    };

    // There is no field for it: the message begins with the name or has it in backticks.
    public string? ParameterOf(VendorError error) => KnownParameters
        .Where(p => error.Message.Contains(p, StringComparison.Ordinal))
        .MinBy(p => error.Message.IndexOf(p, StringComparison.Ordinal));

    // 400: credit, or a limit that the customer has set; 429 without Retry-After: the cap of the customer's tier.
    private static bool IsQuota(VendorError error) =>
        error.Is("billing_error", "enforced_spend_limit_reached")
        || error.Says("credit balance is too low")
        || error.Says("API usage limits")
        || error.Says("enforced_spend_limit_reached");

    private static string? Text(JsonElement parent, string name) => VendorJson.Text(VendorJson.Property(parent, name)) is { Length: > 0 } text ? text : null;
}
