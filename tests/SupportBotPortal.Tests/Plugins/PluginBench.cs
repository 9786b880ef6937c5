using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Plugins.Anthropic;
using SupportBotPortal.Plugins.Custom;
using SupportBotPortal.Plugins.Google;
using SupportBotPortal.Plugins.OpenAi;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Plugins;

/// <summary>A plugin, a fake upstream and a plain client between them.</summary>
internal sealed class PluginBench : IAsyncDisposable
{
    private readonly SocketsHttpHandler handler;
    private readonly HttpClient http;
    private readonly OpenAiPlugin openAi = new();
    private readonly AnthropicPlugin anthropic = new();
    private readonly CustomPlugin custom = new();
    private readonly GooglePlugin google = new();

    private readonly TimeProvider time;

    private PluginBench(FakeUpstream fake, TimeProvider time)
    {
        (Fake, this.time) = (fake, time);
        handler = new() { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectCallback = ConnectAsync };
        http = new(handler) { Timeout = TimeSpan.FromSeconds(30) };
    }

    public FakeUpstream Fake { get; }

    public static async Task<PluginBench> StartAsync(Action<FakeOptions>? configure = null, TimeProvider? time = null) =>
        new(await FakeUpstream.StartAsync(configure), time ?? TimeProvider.System);

    public IProviderClient OpenAi(string? key = "sk-fake-openai", ProviderSettings? settings = null, Uri? baseUrl = null) =>
        openAi.Connect(Connection(baseUrl ?? Fake.OpenAiUrl, new("bearer", key), settings));

    public IProviderClient Anthropic(string? key = "sk-fake-anthropic", ProviderSettings? settings = null, Uri? baseUrl = null) =>
        anthropic.Connect(Connection(baseUrl ?? Fake.AnthropicUrl, new("api-key", key), settings));

    public IProviderClient Custom(
        string scheme = "bearer", string? key = "sk-fake-custom", ProviderSettings? settings = null, Uri? baseUrl = null) =>
        custom.Connect(Connection(baseUrl ?? Fake.CustomUrl, new(scheme, key), settings));

    public IProviderClient Google(string? key = "AQ.fake-google", Uri? baseUrl = null) =>
        google.Connect(Connection(baseUrl ?? Fake.GoogleUrl, new("api-key", key), null));

    public static ProviderSettings Settings(params (string Key, string Value)[] values) => new(values.ToDictionary(v => v.Key, v => v.Value));

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        handler.Dispose();
        await Fake.DisposeAsync();
    }

    // Vendors that are known by their host: every name leads to the fake.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var port = IPAddress.TryParse(context.DnsEndPoint.Host, out _) ? context.DnsEndPoint.Port : Fake.OpenAiUrl.Port;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private ProviderConnection Connection(Uri baseUrl, ProviderCredential credential, ProviderSettings? settings) => new()
    {
        BaseUrl = baseUrl,
        Credential = credential,
        Settings = settings ?? ProviderSettings.Empty,
        Http = http,
        Logger = NullLogger.Instance,
        Time = time,
    };
}
