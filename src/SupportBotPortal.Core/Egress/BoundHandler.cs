using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Egress;

/// <summary>
/// What one client may do: one origin, bounded in time and size. Not a <see cref="DelegatingHandler"/>: that one would
/// pass a synchronous Send on, unchecked.
/// </summary>
internal sealed class BoundHandler(HttpMessageInvoker connections, Uri baseUrl, EgressProfile profile, TimeProvider time) : HttpMessageHandler
{
    private static readonly StringWithQualityHeaderValue AsItIs = new("identity");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var url = Prepare(request);
        var deadline = new CallDeadline(profile, url, time);
        HttpResponseMessage? response = null;
        try
        {
            response = await deadline.HeadersAsync(connections, request, cancellationToken);
            Check(response, url, request.Method);
            response.Content = await GuardAsync(response.Content, deadline, url);
            return response;
        }
        catch
        {
            response?.Dispose();
            deadline.Dispose();
            throw;
        }
    }

    /// <summary>Before anything is opened.</summary>
    private Uri Prepare(HttpRequestMessage request)
    {
        var url = request.RequestUri!;
        if (!url.IsAbsoluteUri || !EgressUrl.HaveSameOrigin(url, baseUrl))
            throw new EgressException(FailureCause.PluginError, $"A plugin may call only its provider's own address, {Named.Host(baseUrl)}; its request to another one was stopped.");
        if (request.Headers.Host is { } host && !host.Equals(url.Authority, StringComparison.OrdinalIgnoreCase))
            throw new EgressException(FailureCause.PluginError, "A request of the plugin with a Host header of its own was stopped.");

        request.Headers.AcceptEncoding.Clear();
        request.Headers.AcceptEncoding.Add(AsItIs);
        // The same for all, or connections of different versions would be pooled apart.
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;

        Check(request.Headers.NonValidated);
        if (request.Content is not null) Check(request.Content.Headers.NonValidated);
        return url;
    }

    private static void Check(HttpHeadersNonValidated headers)
    {
        foreach (var (name, values) in headers)
            foreach (var value in values)
                if (HeaderRules.CheckOutgoing(name, value) is { } problem)
                    throw new EgressException(FailureCause.PluginError, $"{problem} Nothing was sent.");
    }

    private void Check(HttpResponseMessage response, Uri url, HttpMethod method)
    {
        if ((int)response.StatusCode is >= 300 and < 400)
        {
            throw new EgressException(
                FailureCause.NotTheExpectedApi,
                $"{Named.Host(url)} answered with a redirect to {Named.RedirectHost(url, response.Headers.Location)}; redirects are never followed, enter the final address.",
                status: response.StatusCode);
        }

        // Asked for identity; a few hundred KB of gzip can become gigabytes in whoever expands it.
        // Read raw: the parsed collection leaves out what it cannot parse.
        if (response.Content.Headers.NonValidated.TryGetValues("Content-Encoding", out var codings)
            && codings.Any(coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase)))
            throw new EgressException(FailureCause.NotTheExpectedApi, $"{Named.Host(url)} sent a compressed answer although none was asked for.", status: response.StatusCode);
        if (method != HttpMethod.Head && !profile.ReadsTheBeginningOnly && response.Content.Headers.ContentLength > profile.MaximumBytes)
            throw GuardedStream.TooLarge(url, profile.MaximumBytes);
    }

    [SuppressMessage("ApiDesign", "RS0030", Justification = "Headers that came in are copied as they are; they are not sent anywhere.")]
    private async Task<HttpContent> GuardAsync(HttpContent content, CallDeadline deadline, Uri url)
    {
        // The headers are here, so the body's stream is at hand: nothing to wait for, nothing to cancel.
        var body = await content.ReadAsStreamAsync(CancellationToken.None);
        var guarded = new StreamContent(new GuardedStream(body, content, deadline, url, profile.MaximumBytes));
        foreach (var (name, values) in (HttpHeadersNonValidated)content.Headers.NonValidated)
            guarded.Headers.TryAddWithoutValidation(name, values);
        return guarded;
    }
}
