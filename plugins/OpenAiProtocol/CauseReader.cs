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
        403 => FailureCause.Permission,
        404 => IsModelMissing(error, generating) ? FailureCause.ModelMissing : FailureCause.WrongUrl,
        405 => FailureCause.WrongUrl,
        408 or 504 or 524 => FailureCause.Timeout,
        429 => FailureCause.RateLimit,
        503 or 529 => FailureCause.Overloaded,
        >= 500 => Is(error, "server_is_overloaded", "overloaded_error") ? FailureCause.Overloaded : FailureCause.ProviderError,
        400 or 413 or 422 when Is(error, "model_not_found", "DeploymentNotFound") => FailureCause.ModelMissing,
        400 or 413 or 422 when Is(error, "invalid_api_key", "invalid_authentication", "authentication_error") => FailureCause.Credentials,
        400 or 413 or 422 => FailureCause.BadParameter,
        _ => FailureCause.NotTheExpectedApi,
    };

    /// <summary>The field that a refusal is about: named as such, or a known one in its text.</summary>
    public static string? ParameterOf(UpstreamError error) =>
        error.Parameter ?? KnownParameters
            .Where(p => error.Message.Contains(p, StringComparison.Ordinal))
            .MinBy(p => error.Message.IndexOf(p, StringComparison.Ordinal));

    private static bool IsQuota(UpstreamError error) =>
        Is(error, "insufficient_quota", "credit_balance_exhausted", "organization_usage_limit_exceeded", "billing_not_active", "billing_hard_limit_reached")
        || error.Code?.EndsWith("_spend_limit_exceeded", StringComparison.Ordinal) == true;

    // The key is fine, it lacks a right: sending people to replace it would be wrong.
    private static bool IsScope(UpstreamError error) =>
        Is(error, "insufficient_permissions", "missing_scope", "insufficient_scope")
        || error.Message.Contains("insufficient permissions", StringComparison.OrdinalIgnoreCase)
        || error.Message.Contains("missing scope", StringComparison.OrdinalIgnoreCase);

    private static bool IsModelMissing(UpstreamError error, bool generating) =>
        Is(error, "model_not_found", "DeploymentNotFound")
        || error.Parameter == "model"
        || (generating && error.Message.Contains("model", StringComparison.OrdinalIgnoreCase)); // Ollama, vLLM

    private static bool Is(UpstreamError error, params ReadOnlySpan<string> codes) =>
        (error.Code is { } code && codes.Contains(code)) || (error.Type is { } type && codes.Contains(type));
}
