using System.Text.Json;
using SupportBotPortal.Plugins.VendorHttp;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.Google;

/// <summary>What errors of the Gemini API mean. As codes serve the reason, if there is one, and the status, in lower case.</summary>
internal sealed class GoogleErrors : IErrorReader
{
    public static readonly GoogleErrors Reader = new();

    // As a refusal names them; an answer without them is still an answer.
    private static readonly string[] KnownParameters = ["max_output_tokens", .. GenerationFields.Dispensable];

    public VendorError? Find(JsonElement root) => ErrorBody.Find(root);

    public FailureCause CauseOf(int status, VendorError error, bool aboutModel) => status switch
    {
        < 400 => FailureCause.NotTheExpectedApi,
        _ when error.IsQuota || error.Is("billing_disabled") => FailureCause.Quota,
        400 when IsWrongKey(error) => FailureCause.Credentials,
        403 when IsLeaked(error) || IsMissingKey(error) => FailureCause.Credentials,
        400 when error.Is("failed_precondition") => FailureCause.Permission,
        400 when aboutModel && error.Says("model name format") => FailureCause.ModelMissing,
        404 when aboutModel && error.Is("not_found") => FailureCause.ModelMissing,
        _ => StatusCauses.Of(status),
    };

    public int StatusOf(VendorError error) => error.Type switch
    {
        "invalid_argument" or "failed_precondition" or "out_of_range" => 400,
        "unauthenticated" => 401,
        "permission_denied" => 403,
        "not_found" => 404,
        "resource_exhausted" => 429,
        "unavailable" => 503,
        "deadline_exceeded" => 504,
        _ => 500,
    };

    public string? ParameterOf(VendorError error) => error.Parameter is { } field
        ? GenerationFields.AsNamedInRefusals(field)
        : KnownParameters.FirstOrDefault(p => error.Says(p) || error.Says(GenerationFields.InRequest(p)));

    public IReadOnlyList<string> AdviceFor(VendorError error)
    {
        if (IsLeaked(error))
            return ["Google has found this key in public and has blocked it for good: make another one, and look for where this one got out."];
        if (error.Is("failed_precondition"))
            return ["Google does not offer the Gemini API in every country, and in some only with billing: enable billing for the key's project, or call from a country that is served."];
        if (error.Is("api_key_service_blocked", "service_disabled"))
            return ["Enable the Gemini API (Generative Language API) for the key's project, and allow it among the key's restrictions."];
        return error.Is("api_key_ip_address_blocked", "api_key_http_referrer_blocked")
            ? ["The key is restricted to certain callers: allow the address of the portal's machine."]
            : [];
    }

    private static bool IsWrongKey(VendorError error) =>
        error.Is("api_key_invalid") || error.Says("API key not valid") || error.Says("API key expired");

    private static bool IsLeaked(VendorError error) => error.Is("permission_denied") && error.Says("leaked");

    private static bool IsMissingKey(VendorError error) => error.Says("unregistered callers");
}
