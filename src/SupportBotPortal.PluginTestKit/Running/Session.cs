using System.Diagnostics.CodeAnalysis;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.PluginTestKit.Running;

/// <summary>One connection of the plugin, and everything that can be seen of it.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly HttpClient http;

    [SuppressMessage("ApiDesign", "RS0030", Justification = "The kit stands in for the portal, which makes the clients.")]
    public Session(PluginSubject subject, IUpstream upstream, ProviderCredential credential, long limit)
    {
        Credential = credential;
        HttpMessageHandler wire = upstream.Handler is { } given
            ? new LentHandler(given)
            : new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ActivityHeadersPropagator = null };
        Portal = new(wire, upstream.BaseUrl, Clock, limit);
        http = new(Portal, disposeHandler: true) { BaseAddress = new(upstream.BaseUrl.AbsoluteUri.TrimEnd('/') + "/"), Timeout = Timeout.InfiniteTimeSpan };
        Client = subject.Plugin.Connect(new()
        {
            BaseUrl = upstream.BaseUrl,
            Credential = credential,
            Settings = subject.Settings,
            Http = http,
            Logger = Log,
            Time = Clock,
        });
    }

    public IProviderClient Client { get; }

    public ProviderCredential Credential { get; }

    public ManualClock Clock { get; } = new();

    public PluginLog Log { get; } = new();

    public PortalHandler Portal { get; }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Client.DisposeAsync();
        }
        finally
        {
            http.Dispose();
        }
    }

    /// <summary>Outlives the session: an upstream without a socket is asked by many.</summary>
    private sealed class LentHandler(HttpMessageHandler given) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker invoker = new(given, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            invoker.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                invoker.Dispose();
            base.Dispose(disposing);
        }
    }
}
