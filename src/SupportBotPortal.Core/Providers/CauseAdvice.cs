using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>What a cause is called, what it means, and what to do about it.</summary>
/// <param name="Label">Two or three words for a badge.</param>
/// <param name="Meaning">What happened, for somebody who has not met it before.</param>
/// <param name="Steps">What to do, the likeliest first.</param>
public sealed record CauseAdvice(string Label, string Meaning, IReadOnlyList<string> Steps)
{
    public static CauseAdvice For(FailureCause cause) => cause switch
    {
        FailureCause.Address => new("Address", "The name in the base URL is known to no name server that the portal asks, so there was nobody to call.", ["Check the spelling of the host in the base URL.", "If it is an internal name, ask whether the portal's machine can resolve it."]),
        FailureCause.AddressRefused => new("Address refused", "The portal looked the address up and did not call it: it lies inside a network, or is one that nobody should be able to reach through the portal.", ["The portal's own policy forbids this address; the message says which configuration line would allow it."]),
        FailureCause.Connect => new("Network", "The name is known, but at that address and port nobody answered, or the connection broke off.", ["Check host and port in the base URL, and that the service is running.", "Ask whether a firewall lets the portal's machine out to it."]),
        FailureCause.Tls => new("TLS", "Somebody answered, but could not prove to be the one in the base URL: the certificate is for another name, has expired, or comes from an authority that is not trusted here.", ["Have it mended by whoever runs the provider, or correct the base URL; the portal never ignores a certificate."]),
        FailureCause.Timeout => new("Too slow", "The provider did not answer in time. That says nothing about the key.", ["Test again; a model that is being loaded answers late the first time.", "Look at the vendor's status page."]),
        FailureCause.WrongUrl => new("Wrong URL", "The host answers, but says that there is nothing at this path (404). The path of the base URL is the likeliest reason.", ["The host answers, but there is no API at this path: check the end of the base URL, usually /v1."]),
        FailureCause.NotTheExpectedApi => new("Not the expected API", "Something answers, but not in the protocol of this type: a web page, a redirect, or other data.", ["Something else answers there, such as a sign-in page or a proxy: check the base URL.", "Choose the type that fits, or Custom for an OpenAI-compatible endpoint."]),
        FailureCause.Credentials => new("Credentials", "The provider answered and did not accept the key (401, at Google 400): it is mistyped, expired, revoked, or belongs to another account.", ["Copy the key again; a space or a missing last character is the usual reason.", "Check that it has not expired or been revoked."]),
        FailureCause.Permission => new("Permission", "The provider knows the key, and it may not do this (403): it is restricted to other acts, another project, or the account may not be used from this region.", ["The key is known but may not do this: check its scopes, project and region with the vendor.", "A key that is restricted on purpose may not list models and still generate: name a model, save, and choose “Test with a short answer”."]),
        FailureCause.Quota => new("Quota", "The key is right, and there is nothing left to spend: no credit, a spend limit, or a monthly quota that is used up. The provider is not down.", ["Waiting does not help: check credit, billing and spend limits with the vendor."]),
        FailureCause.RateLimit => new("Rate limited", "Too many requests in a short time (429). The provider is not down, and the key is right.", ["Wait a little and test again.", "If it stays, ask the vendor for a higher limit or spread the load over more keys."]),
        FailureCause.Overloaded => new("Overloaded", "The provider is up and refuses work for the moment (503, 529).", ["The provider is busy; it usually passes within minutes. Look at its status page."]),
        FailureCause.ModelMissing => new("Model missing", "The provider does not know the model that was asked for, or this key may not see it: it was retired, renamed, or belongs to another account.", ["Discover the models again and choose one that this key may use."]),
        FailureCause.BadParameter => new("Parameter refused", "The provider understood the request and refused one of its values.", ["Look at the type's own settings and headers: one of them cannot be used, or the provider refused it."]),
        FailureCause.ProviderError => new("Provider error", "The provider failed while it was answering (500). There is nothing wrong on this side.", ["The provider failed on its side. Look at its status page and test again later."]),
        FailureCause.PluginError => new("Plugin error", "The portal asked the plugin of this type, and the plugin did what it must not do. The provider itself may be fine.", ["The plugin of this type failed; the portal's log has the details. Tell its publisher."]),
        _ => new("Unknown", "The cause is not known to this version of the portal.", []),
    };
}
