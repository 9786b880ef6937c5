using System.Globalization;
using System.Text.Json;
using SupportBotPortal.Plugins.VendorHttp;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary>What errors of OpenAI's and of those who imitate it mean.</summary>
internal sealed class OpenAiErrors : IErrorReader
{
    public static readonly OpenAiErrors Reader = new();

    private static readonly string[] KnownParameters =
        [ChatFields.MaxCompletionTokens, ChatFields.MaxTokens, .. ChatFields.Dispensable];

    public VendorError? Find(JsonElement root) => ErrorBody.Find(root);

    public FailureCause CauseOf(int status, VendorError error, bool aboutModel) => status switch
    {
        < 400 => FailureCause.NotTheExpectedApi,
        _ when IsQuota(error) => FailureCause.Quota,
        401 => IsScope(error) ? FailureCause.Permission : FailureCause.Credentials,
        400 or 403 or 413 or 422 when IsMissingByCode(error) => FailureCause.ModelMissing,
        400 or 403 or 413 or 422 when IsWrongKey(error) && !IsScope(error) => FailureCause.Credentials,
        400 when error.Is("FAILED_PRECONDITION") => FailureCause.Permission, // Google: not in this region, or not without billing
        404 => IsModelMissing(error, aboutModel) ? FailureCause.ModelMissing : FailureCause.WrongUrl,
        504 or 524 => FailureCause.Timeout,
        >= 500 when error.Is("server_is_overloaded", "overloaded_error") => FailureCause.Overloaded,
        _ => StatusCauses.Of(status),
    };

    public int StatusOf(VendorError error) => error switch
    {
        // OpenRouter puts the status that it should have sent into the code.
        _ when int.TryParse(error.Code, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 400 and < 600 => code,
        _ when IsWrongKey(error) => 401,
        _ when error.Is("permission_error") || IsScope(error) => 403,
        _ when IsMissingByCode(error) => 404,
        _ when error.Is("rate_limit_exceeded", "slow_down", "rate_limit_error") => 429,
        _ => 500,
    };

    // Named as such, or a known one in its text.
    public string? ParameterOf(VendorError error) =>
        error.Parameter ?? KnownParameters
            .Where(p => error.Message.Contains(p, StringComparison.Ordinal))
            .MinBy(p => error.Message.IndexOf(p, StringComparison.Ordinal));

    public IReadOnlyList<string> AdviceFor(VendorError error) => error.Is("DeploymentNotFound")
        ? ["Azure wants the name of one of your deployments in place of a model's: look for it in the Azure portal. A new one takes some minutes."]
        : [];

    private static bool IsQuota(VendorError error) =>
        error.Is("insufficient_quota", "credit_balance_exhausted", "organization_usage_limit_exceeded", "billing_not_active", "billing_hard_limit_reached", "billing_error", "enforced_spend_limit_reached")
        || error.Code?.EndsWith("_spend_limit_exceeded", StringComparison.Ordinal) == true
        || error.Says("credit balance is too low") // Anthropic: 400 invalid_request_error
        || error.Says("key limit exceeded"); // OpenRouter: 403

    private static bool IsWrongKey(VendorError error) =>
        error.Is("invalid_api_key", "invalid_authentication", "authentication_error", "API_KEY_INVALID"); // the last: Google, with 400

    private static bool IsMissingByCode(VendorError error) => error.Is("model_not_found", "DeploymentNotFound");

    // The key is fine, it lacks a right: sending people to replace it would be wrong.
    private static bool IsScope(VendorError error) =>
        error.Is("insufficient_permissions", "missing_scope", "insufficient_scope")
        || error.Says("insufficient permissions")
        || error.Says("missing scope");

    private static bool IsModelMissing(VendorError error, bool aboutModel) =>
        IsMissingByCode(error)
        || error.Parameter == "model"
        || (aboutModel && error.Says("model")); // Ollama, vLLM
}
