using System.Diagnostics.CodeAnalysis;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Egress;

/// <summary>Binds each request to the origin that it goes to, instead of all to one.</summary>
[SuppressMessage("ApiDesign", "RS0030", Justification = "It is a part of the door.")]
internal sealed class FollowingHandler(Uri first, Func<Uri, HttpMessageHandler> bind) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true, Scheme: "http" or "https" } url || (first.Scheme == Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttps))
            throw new EgressException(FailureCause.AddressRefused, $"{Named.Host(first)} names an address that is not https. It was not called.");
        // Not disposed of: the connections below are shared, and the answer's body is still to be read.
        var invoker = new HttpMessageInvoker(bind(url), disposeHandler: false);
        return await invoker.SendAsync(request, cancellationToken);
    }
}
