using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Recording;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Core.Telemetry;

namespace SupportBotPortal.Core.Health.Telemetry;

/// <summary>
/// How many providers are in which state, how late the sweep is, and how many results wait. Whoever collects must not wait for a
/// database: it is asked beforehand, from time to time, and only while somebody collects.
/// </summary>
internal sealed class ProviderGauges : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private readonly ProviderCounts counts;
    private readonly IDbContextFactory<PortalDbContext> contexts;
    private readonly TimeProvider time;
    private readonly ILogger<ProviderGauges> logger;
    private readonly PeriodicTimer timer;
    private readonly Instrument[] asked;
    private volatile Reading? last;

    public ProviderGauges(PortalTelemetry telemetry, RecordingStatus recording, ProviderCounts counts, IDbContextFactory<PortalDbContext> contexts, TimeProvider time, ILogger<ProviderGauges> logger)
    {
        (this.counts, this.contexts, this.time, this.logger) = (counts, contexts, time, logger);
        timer = new(Every, time);
        asked =
        [
            telemetry.Meter.CreateObservableUpDownCounter("supportbot.providers", () => last?.Providers ?? [], "{provider}", "How many providers are in which state, as the list of providers counts them."),
            telemetry.Meter.CreateObservableGauge("supportbot.sweep.lag", () => last is { } now ? [new(now.Lag.TotalSeconds)] : Array.Empty<Measurement<double>>(), "s", "How late the test is that is due longest and has not begun."),
        ];
        telemetry.Meter.CreateObservableUpDownCounter("supportbot.recorder.queue", () => recording.Waiting, "{test}", "How many results of tests are not stored yet.");
    }

    public override void Dispose()
    {
        timer.Dispose();
        base.Dispose();
    }

    internal async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var overview = await counts.OverviewAsync(new ProviderFilter(), cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var oldest = await db.Providers.Where(p => p.CheckDueAt <= now).MinAsync(p => p.CheckDueAt, cancellationToken);
        // Every state, or one that nobody is in any more would keep its last number.
        last = new([.. Enum.GetValues<ProviderState>().Select(state => new Measurement<long>(
            overview.States.GetValueOrDefault(state), new KeyValuePair<string, object?>(TelemetryTags.ProviderState, TelemetryTags.Of(state))))], now - (oldest ?? now));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!asked.Any(instrument => instrument.Enabled)) continue;
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // Nothing is better than what was true once.
                last = null;
                logger.LogWarning(exception, "Providers could not be counted for the metrics");
            }
        }
    }

    private sealed record Reading(Measurement<long>[] Providers, TimeSpan Lag);
}
