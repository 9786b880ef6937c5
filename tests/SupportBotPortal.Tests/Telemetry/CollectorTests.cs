using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Hosting;
using SupportBotPortal.Tests.Pages.Providers.Listing;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Telemetry;

/// <summary>The executable beside a collector that takes OTLP over http.</summary>
public sealed class CollectorTests : IDisposable
{
    private const string SetupToken = "not-a-token-but-secret";

    private readonly string folder = Directory.CreateTempSubdirectory("supportbot-otlp-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_a_collector_is_named_metrics_and_traces_arrive_and_no_address_in_them()
    {
        await using var fake = await FakeUpstream.StartAsync(o => o.CustomAuth = FakeAuth.None);
        await PrepareAsync(fake);
        var received = new Received();
        await using var collector = await CollectAsync(received);
        using var host = Start(fake, new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = AddressOf(collector),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-tenant=bot",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "500",
        });
        using var http = new HttpClient { BaseAddress = await AddressOfAsync(host) };
        (await http.GetAsync($"/setup?token={SetupToken}", Token)).StatusCode.ShouldNotBe(HttpStatusCode.OK);
        (await http.GetAsync("/healthz", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await received.ContainsAsync("/v1/metrics", "supportbot.test.duration", "supportbot.test.results", "supportbot.plugin.call.duration", "http.server.request.duration", "supportbot-portal");
        await received.ContainsAsync("/v1/traces", "sweep", "plugin probe", "GET setup");

        received.Headers.ShouldAllBe(h => h == "bot");
        foreach (var (path, body) in received.Bodies) new SecretSearch(SetupToken).In(path, body).ShouldBeEmpty();
        received.Text("/v1/traces").ShouldNotContain("healthz");
        received.Text("/v1/traces").ShouldNotContain("url.path");
        received.Text("/v1/metrics").ShouldNotContain("only-in-spans");
        host.Output.ShouldNotContain("fail: ");
    }

    [Fact]
    public async Task An_address_that_is_none_ends_the_start_with_a_sentence()
    {
        using var host = HostProcess.Start(folder, new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "collector:4318" }, "--urls", "http://127.0.0.1:0", "--Storage:DataDirectory=" + Path.Combine(folder, "data"));

        (await host.EndedAsync(Token)).ShouldBe(1);

        host.Output.ShouldBe("The portal cannot start. OTEL_EXPORTER_OTLP_ENDPOINT is not an http or https address; write for example http://localhost:4318.");
    }

    [Fact]
    public async Task Where_no_collector_is_named_nothing_of_it_is_loaded()
    {
        await using var portal = new PortalFactory();

        portal.Services.GetService<OpenTelemetry.Trace.TracerProvider>().ShouldBeNull();
        portal.Services.GetService<OpenTelemetry.Metrics.MeterProvider>().ShouldBeNull();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private HostProcess Start(FakeUpstream fake, Dictionary<string, string> environment)
    {
        environment["Egress__Allow__0"] = $"loopback:{fake.CustomUrl.Port}";
        return HostProcess.Start(folder, environment, "--urls", "http://127.0.0.1:0", "--Storage:DataDirectory=" + Path.Combine(folder, "data"));
    }

    private async Task PrepareAsync(FakeUpstream fake)
    {
        await using var portal = new PortalFactory(Path.Combine(folder, "data")) { Replace = StartedPortal.Quick };
        await portal.InDatabaseAsync(db =>
        {
            var provider = ListBench.New("Only in spans");
            (provider.BaseUrl, provider.AuthScheme, provider.CheckSlot.NextAt) = (fake.CustomUrl.AbsoluteUri, "none", TimeProvider.System.GetUtcNow().UtcDateTime);
            db.Providers.Add(provider);
            return db.SaveChangesAsync(Token);
        });
    }

    private static async Task<Uri> AddressOfAsync(HostProcess host)
    {
        await host.StartedAsync(Token);
        return new(host.Output.Split("SupportBot Portal   ")[1].Split('\n')[0].Trim());
    }

    private static string AddressOf(WebApplication app) => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    private static async Task<WebApplication> CollectAsync(Received received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/{signal}", async (HttpContext context) =>
        {
            using var copy = new MemoryStream();
            await context.Request.Body.CopyToAsync(copy, Token);
            received.Add(context.Request.Path, context.Request.Headers["x-tenant"].ToString(), copy.ToArray());
            context.Response.ContentType = "application/x-protobuf";
        });
        await app.StartAsync(Token);
        return app;
    }

    /// <summary>What arrived: protobuf, in which text lies as it is.</summary>
    private sealed class Received
    {
        private readonly ConcurrentQueue<(string Path, string Header, byte[] Body)> all = new();
        private TaskCompletionSource more = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IEnumerable<string> Headers => all.Select(one => one.Header);

        public IEnumerable<(string Path, byte[] Body)> Bodies => all.Select(one => (one.Path, one.Body));

        public string Text(string path) => string.Concat(all.Where(one => one.Path == path).Select(one => Encoding.Latin1.GetString(one.Body)));

        public void Add(string path, string header, byte[] body)
        {
            all.Enqueue((path, header, body));
            Interlocked.Exchange(ref more, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }

        public async Task ContainsAsync(string path, params string[] words)
        {
            while (true)
            {
                var next = Volatile.Read(ref more).Task;
                var text = Text(path);
                if (words.All(word => text.Contains(word, StringComparison.Ordinal))) return;
                try
                {
                    await next.WaitAsync(TimeSpan.FromMinutes(1), Token);
                }
                catch (TimeoutException)
                {
                    throw new TimeoutException($"{path} lacks {string.Join(", ", words.Where(w => !text.Contains(w, StringComparison.Ordinal)))}");
                }
            }
        }
    }
}
