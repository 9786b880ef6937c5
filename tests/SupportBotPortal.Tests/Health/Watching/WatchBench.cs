using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Watching;
using SupportBotPortal.FakeProviders;

namespace SupportBotPortal.Tests.Health.Watching;

/// <summary>A portal that is to test by schedule, and whose scheduler does so only when a test says so.</summary>
internal static class WatchBench
{
    /// <summary>Longer than two of the usual intervals.</summary>
    public static readonly TimeSpan TooLong = TimeSpan.FromMinutes(10.5);

    public static Task<SweepBench> StartAsync(HeardAlarms? heard = null, IDictionary<string, string?>? settings = null, FakeUpstream? fake = null, Action<IServiceCollection>? replace = null) => SweepBench.StartAsync(
        fake: fake,
        settings: settings,
        replace: services =>
        {
            // Its scheduler was left out already, when the services were put together.
            services.PostConfigure<HealthOptions>(options => options.IsOn = true);
            replace?.Invoke(services);
            if (heard is not null) services.AddSingleton<IWatchAlarm>(heard);
        });

    public static Task LookAsync(this SweepBench bench) => bench.Portal.Services.GetRequiredService<DeadMan>().LookAsync(TestContext.Current.CancellationToken);
}
