using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>What a cause is called, and what to do about it.</summary>
/// <param name="Label">Two or three words for a badge.</param>
/// <param name="Steps">What to do, the likeliest first.</param>
public sealed record CauseAdvice(string Label, IReadOnlyList<string> Steps)
{
    public static CauseAdvice For(FailureCause cause) => cause switch
    {
        FailureCause.Address => new("Address", ["Check the spelling of the host in the base URL.", "If it is an internal name, ask whether the portal's machine can resolve it."]),
        FailureCause.AddressRefused => new("Address refused", ["The portal's own policy forbids this address; the message says which configuration line would allow it."]),
        FailureCause.Connect => new("Network", ["Check host and port in the base URL, and that the service is running.", "Ask whether a firewall lets the portal's machine out to it."]),
        FailureCause.Tls => new("TLS", ["Have it mended by whoever runs the provider, or correct the base URL; the portal never ignores a certificate."]),
        FailureCause.Timeout => new("Too slow", ["Test again; a model that is being loaded answers late the first time.", "Look at the vendor's status page."]),
        FailureCause.WrongUrl => new("Wrong URL", ["The host answers, but there is no API at this path: check the end of the base URL, usually /v1."]),
        FailureCause.NotTheExpectedApi => new("Not the expected API", ["Something else answers there, such as a sign-in page or a proxy: check the base URL.", "Choose the type that fits, or Custom for an OpenAI-compatible endpoint."]),
        FailureCause.Credentials => new("Credentials", ["Copy the key again; a space or a missing last character is the usual reason.", "Check that it has not expired or been revoked."]),
        FailureCause.Permission => new("Permission", ["The key is known but may not do this: check its scopes, project and region with the vendor.", "A key that is restricted on purpose may not list models and still generate: name a model, save, and choose “Test with a short answer”."]),
        FailureCause.Quota => new("Quota", ["Waiting does not help: check credit, billing and spend limits with the vendor."]),
        FailureCause.RateLimit => new("Rate limited", ["Wait a little and test again.", "If it stays, ask the vendor for a higher limit or spread the load over more keys."]),
        FailureCause.Overloaded => new("Overloaded", ["The provider is busy; it usually passes within minutes. Look at its status page."]),
        FailureCause.ModelMissing => new("Model missing", ["Discover the models again and choose one that this key may use."]),
        FailureCause.BadParameter => new("Parameter refused", ["Look at the type's own settings and headers: one of them cannot be used, or the provider refused it."]),
        FailureCause.ProviderError => new("Provider error", ["The provider failed on its side. Look at its status page and test again later."]),
        FailureCause.PluginError => new("Plugin error", ["The plugin of this type failed; the portal's log has the details. Tell its publisher."]),
        _ => new("Unknown", []),
    };
}
