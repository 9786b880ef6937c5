using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Telemetry;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Providers;

/// <summary>A plugin's client behind the barrier, with a key that must not get out and a log in which to look for it.</summary>
internal sealed class GuardBench : IDisposable
{
    public const string Key = "sk-leaky+key/4711";

    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public LogSink Log { get; } = new();

    public HttpClient Http { get; } = new();

    public FakeTimeProvider Clock { get; } = new();

    public ILogger Logger => Log.CreateLogger("Plugin.test");

    public IMeterFactory Meters => services.GetRequiredService<IMeterFactory>();

    public GuardedClient Guard(Faulty plugin)
    {
        var type = new ProviderType { Id = "test", DisplayName = "Test", AuthSchemes = [AuthScheme.None] };
        return new(plugin, Http, new PluginBarrier(type, [Key], new PluginMeasures(new PortalTelemetry(Meters), Clock), Logger, Clock));
    }

    public void Dispose()
    {
        Log.Dispose();
        Http.Dispose();
        services.Dispose();
    }
}
