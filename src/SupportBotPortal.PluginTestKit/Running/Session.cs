using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.PluginTestKit.Running;

/// <summary>One connection of the plugin, and everything that can be seen of it.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly IProviderPlugin plugin;
    private readonly SessionSetup setup;
    private readonly Uri baseUrl;
    private readonly HttpClient http;
    private IProviderClient? client;

    [SuppressMessage("ApiDesign", "RS0030", Justification = "The kit stands in for the portal, which makes the clients.")]
    public Session(IProviderPlugin plugin, IUpstream upstream, SessionSetup setup)
    {
        (this.plugin, this.setup, baseUrl) = (plugin, setup, upstream.BaseUrl);
        HttpMessageHandler wire = upstream.Handler is { } given
            ? new LentHandler(given)
            : new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ActivityHeadersPropagator = null };
        Portal = new(wire, upstream.BaseUrl, Clock, setup);
        http = new(Portal, disposeHandler: true) { BaseAddress = new(upstream.BaseUrl.AbsoluteUri.TrimEnd('/') + "/"), Timeout = Timeout.InfiniteTimeSpan };
    }

    public IProviderClient Client => client ?? throw new InvalidOperationException("The session is not open.");

    public ProviderCredential Credential => setup.Credential;

    public ManualClock Clock { get; } = new();

    public PluginLog Log { get; } = new();

    public PortalHandler Portal { get; }

    /// <summary>Calls the plugin's <see cref="IProviderPlugin.Connect"/>.</summary>
    public Session Open()
    {
        client = plugin.Connect(new()
        {
            BaseUrl = baseUrl,
            Credential = setup.Credential,
            Settings = setup.Settings,
            Http = http,
            Logger = Log,
            Time = Clock,
        }) ?? throw new BrokenRuleException("Connect made no client (null).");
        return this;
    }

    public IChatClient CreateChatClient(string model) =>
        Client.CreateChatClient(model) ?? throw new BrokenRuleException("CreateChatClient made no chat client (null).");

    /// <summary>First what the plugin still calls through: it may not let go by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        http.CancelPendingRequests();
        try
        {
            if (client is not null)
                await client.DisposeAsync();
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
