using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>What a status means where the body says nothing more exact.</summary>
public static class StatusCauses
{
    public static FailureCause Of(int status) => status switch
    {
        401 => FailureCause.Credentials,
        402 => FailureCause.Quota,
        403 => FailureCause.Permission,
        404 or 405 => FailureCause.WrongUrl,
        408 or 504 or 524 => FailureCause.Timeout,
        429 => FailureCause.RateLimit,
        503 or 529 => FailureCause.Overloaded,
        >= 500 => FailureCause.ProviderError,
        400 or 413 or 422 => FailureCause.BadParameter,
        _ => FailureCause.NotTheExpectedApi,
    };
}
