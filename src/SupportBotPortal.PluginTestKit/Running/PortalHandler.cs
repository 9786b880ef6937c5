using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text;

namespace SupportBotPortal.PluginTestKit.Running;

/// <summary>Stands where the portal's client stands: one origin, bounded in time and size, and keeps what was sent.</summary>
/// <remarks>Unlike the portal it hands out a redirect, which the portal answers itself: only so can be seen who would follow one.</remarks>
internal sealed class PortalHandler(HttpMessageHandler inner, Uri baseUrl, ManualClock clock, SessionSetup setup) : DelegatingHandler(inner)
{
    /// <summary>How long each request takes on the clock. An odd number: a multiple of it was measured with that clock and no other.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(137);

    private readonly Lock gate = new();
    private readonly List<UpstreamRequest> sent = [];
    private readonly CancellationTokenSource deadline = new();

    public bool IsDisposed { get; private set; }

    /// <summary>What the plugin sent, also what was stopped.</summary>
    public IReadOnlyList<UpstreamRequest> Sent
    {
        get
        {
            lock (gate)
                return [.. sent];
        }
    }

    /// <summary>The portal's patience is over.</summary>
    public Task ExpireAsync() => deadline.CancelAsync();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = request.RequestUri!;
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        lock (gate)
            sent.Add(new(request.Method.Method, url, HeadersOf(request), body));
        if (url.GetLeftPart(UriPartial.Authority) != baseUrl.GetLeftPart(UriPartial.Authority))
            throw new PortalException("A plugin may call only its provider's own address; its request to another one was stopped.");

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new PortalException("The provider did not answer in time.");
        }

        clock.Advance(Pace);
        response.Content = await BoundAsync(response.Content, either.Token);
        return response;
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The portal's client does not send synchronously.");

    protected override void Dispose(bool disposing)
    {
        IsDisposed |= disposing;
        if (disposing)
            deadline.Dispose();
        base.Dispose(disposing);
    }

    private static List<KeyValuePair<string, string>> HeadersOf(HttpRequestMessage request) =>
    [
        .. request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default(HttpHeadersNonValidated))
            .SelectMany(h => h.Value.Select(v => KeyValuePair.Create(h.Key, v))),
    ];

    [SuppressMessage("ApiDesign", "RS0030", Justification = "Headers that came in are copied as they are; they are not sent anywhere.")]
    private async Task<HttpContent> BoundAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var body = await content.ReadAsStreamAsync(CancellationToken.None);
        var isChanged = setup.PieceSize is not null || setup.OnBody is not null;
        var bounded = new StreamContent(new PortalStream(isChanged ? await ChangedAsync(body, cancellationToken) : body, setup.Limit, deadline.Token));
        foreach (var (name, values) in content.Headers.NonValidated)
        {
            if (!isChanged || name != "Content-Length")
                bounded.Headers.TryAddWithoutValidation(name, values);
        }

        return bounded;
    }

    private async Task<Stream> ChangedAsync(Stream body, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(body);
        var text = await reader.ReadToEndAsync(cancellationToken);
        return new CutStream(Encoding.UTF8.GetBytes(setup.OnBody?.Invoke(text) ?? text), setup.PieceSize ?? int.MaxValue);
    }
}
