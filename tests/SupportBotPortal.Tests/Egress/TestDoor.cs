using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Egress;

/// <summary>The real door, with a clock and name server of the test's own.</summary>
internal sealed class TestDoor : IDisposable
{
    private readonly ServiceProvider services;

    public TestDoor(string allow = "loopback:*", string? proxy = null, string? authority = null, IPEndPoint[]? own = null, EgressMode mode = EgressMode.Open)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Egress:Allow"] = allow,
            ["Egress:Mode"] = mode.ToString(),
            ["Egress:Proxy"] = proxy,
            ["Egress:TrustedAuthorities:0"] = authority,
        }.Where(pair => pair.Value is not null)).Build();
        services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<INameResolver>(Resolver)
            .AddSingleton<IOwnListeners>(new StubListeners(own ?? []))
            .AddEgress(configuration)
            .BuildServiceProvider();
    }

    public static DateTimeOffset Now { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static EgressProfile Short { get; } = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(3), 1000);

    public FakeTimeProvider Time { get; } = new(Now);

    public StubResolver Resolver { get; } = new();

    public IEgress Egress => services.GetRequiredService<IEgress>();

    public HttpClient Client(string url, EgressProfile? profile = null) => Egress.CreateClient(new Uri(url), profile ?? Short);

    public async Task<EgressException> FailureOf(string url, EgressProfile? profile = null)
    {
        using var client = Client(url, profile);
        // A trap never answers, and the clock stands still: a regression fails instead of hanging.
        return await Should.ThrowAsync<EgressException>(() =>
            client.GetAsync(new Uri(url), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20)));
    }

    public async Task<List<ProbeStage>> Inspect(string url)
    {
        List<ProbeStage> stages = [];
        await foreach (var stage in Egress.InspectAsync(new Uri(url), TestContext.Current.CancellationToken)) stages.Add(stage);
        return stages;
    }

    public void Dispose() => services.Dispose();
}
