using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Providers;

/// <summary>A plugin's client behind the barrier, with a key that must not get out and a log in which to look for it.</summary>
internal sealed class GuardBench : IDisposable
{
    public const string Key = "sk-leaky+key/4711";

    public LogSink Log { get; } = new();

    public HttpClient Http { get; } = new();

    public FakeTimeProvider Clock { get; } = new();

    public ILogger Logger => Log.CreateLogger("Plugin.test");

    public GuardedClient Guard(Faulty plugin) => new(plugin, Http, new PluginBarrier("Test", [Key], Logger, Clock));

    public void Dispose()
    {
        Log.Dispose();
        Http.Dispose();
    }
}
