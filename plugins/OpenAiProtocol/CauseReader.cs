using System.Globalization;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary>Which cause a status and an error body mean. The status decides what the body leaves open.</summary>
internal static class CauseReader
{
    private static readonly string[] KnownParameters =
        [ChatFields.MaxCompletionTokens, ChatFields.MaxTokens, .. ChatFields.Dispensable];

    public static FailureCause Read(int status, UpstreamError error, bool generating) => status switch
    {
        < 400 => FailureCause.NotTheExpectedApi,
        _ when IsQuota(error) => FailureCause.Quota,
        401 => IsScope(error) ? FailureCause.Permission : FailureCause.Credentials,
        402 => FailureCause.Quota,
        400 or 403 or 413 or 422 when IsMissingByCode(error) => FailureCause.ModelMissing,
        400 or 403 or 413 or 422 when IsWrongKey(error) && !IsScope(error) => FailureCause.Credentials,
        403 => FailureCause.Permission,
        400 when Is(error, "FAILED_PRECONDITION") => FailureCause.Permission, // Google: not in this region, or not without billing
        404 => IsModelMissing(error, generating) ? FailureCause.ModelMissing : FailureCause.WrongUrl,
        405 => FailureCause.WrongUrl,
        408 or 504 or 524 => FailureCause.Timeout,
        429 => FailureCause.RateLimit,
        503 or 529 => FailureCause.Overloaded,
        >= 500 => Is(error, "server_is_overloaded", "overloaded_error") ? FailureCause.Overloaded : FailureCause.ProviderError,
        400 or 413 or 422 => FailureCause.BadParameter,
        _ => FailureCause.NotTheExpectedApi,
    };

    /// <summary>The status of an error that came with 200: what it says itself, or what its code is sent with otherwise.</summary>
    public static int StatusOf(UpstreamError error) => error switch
    {
        // OpenRouter puts the status that it should have sent into the code.
        _ when int.TryParse(error.Code, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 400 and < 600 => code,
        _ when IsWrongKey(error) => 401,
        _ when Is(error, "permission_error") || IsScope(error) => 403,
        _ when IsMissingByCode(error) => 404,
        _ when Is(error, "rate_limit_exceeded", "slow_down", "rate_limit_error") => 429,
        _ => 500,
    };

    /// <summary>The field that a refusal is about: named as such, or a known one in its text.</summary>
    public static string? ParameterOf(UpstreamError error) =>
        error.Parameter ?? KnownParameters
            .Where(p => error.Message.Contains(p, StringComparison.Ordinal))
            .MinBy(p => error.Message.IndexOf(p, StringComparison.Ordinal));

    private static bool IsQuota(UpstreamError error) =>
        Is(error, "insufficient_quota", "credit_balance_exhausted", "organization_usage_limit_exceeded", "billing_not_active", "billing_hard_limit_reached", "billing_error", "enforced_spend_limit_reached")
        || error.Code?.EndsWith("_spend_limit_exceeded", StringComparison.Ordinal) == true
        || Says(error, "credit balance is too low"); // Anthropic: 400 invalid_request_error

    private static bool IsWrongKey(UpstreamError error) =>
        Is(error, "invalid_api_key", "invalid_authentication", "authentication_error", "API_KEY_INVALID"); // the last: Google, with 400

    private static bool IsMissingByCode(UpstreamError error) => Is(error, "model_not_found", "DeploymentNotFound");

    // The key is fine, it lacks a right: sending people to replace it would be wrong.
    private static bool IsScope(UpstreamError error) =>
        Is(error, "insufficient_permissions", "missing_scope", "insufficient_scope")
        || Says(error, "insufficient permissions")
        || Says(error, "missing scope");

    private static bool IsModelMissing(UpstreamError error, bool generating) =>
        IsMissingByCode(error)
        || error.Parameter == "model"
        || (generating && Says(error, "model")); // Ollama, vLLM

    private static bool Says(UpstreamError error, string words) => error.Message.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static bool Is(UpstreamError error, params ReadOnlySpan<string> codes) =>
        (error.Code is { } code && codes.Contains(code)) || (error.Type is { } type && codes.Contains(type));
}
