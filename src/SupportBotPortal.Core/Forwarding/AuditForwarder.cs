using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Audit.Reading;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Data.Storage;
using SupportBotPortal.Core.Egress;

namespace SupportBotPortal.Core.Forwarding;

/// <summary>
/// Hands over each line of the audit log, in its order and at least once: a line counts as handed over when that is written down, so
/// that after a crash some go twice. What cannot be handed over is tried again; nothing in the portal waits for it.
/// </summary>
internal sealed class AuditForwarder(
    IDbContextFactory<PortalDbContext> contexts,
    DataDirectory directory,
    IEgress egress,
    ForwardingState state,
    IOptions<ForwardingOptions> options,
    TimeProvider time,
    ILogger<AuditForwarder> logger) : BackgroundService
{
    private const int Batch = 200;

    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private static readonly Action<ILogger, string, Exception?> Failed = LoggerMessage.Define<string>(LogLevel.Error, new(1, nameof(Failed)), "The audit log cannot be forwarded. It is tried again until it can. {Why}");
    private static readonly Action<ILogger, Exception?> Recovered = LoggerMessage.Define(LogLevel.Information, new(2, nameof(Recovered)), "The audit log is forwarded again.");

    private static readonly Action<ILogger, long, Exception?> HandedOver = LoggerMessage.Define<long>(LogLevel.Debug, new(3, nameof(HandedOver)), "The audit log was forwarded up to line {Line}.");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.TryRead(out var uri)) return;
        var cursor = new ForwardingCursor(directory, uri.ToString());
        IForwardingTarget target = uri.Scheme == "file" ? new JsonLinesFile(uri.LocalPath) : new SyslogServer(uri, egress, time);
        var last = cursor.Read();
        state.Reached(last);
        var (pause, hasFailed) = (Rhythm, false);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var lines = await ReadAsync(last, stoppingToken);
                if (lines.Count > 0)
                {
                    await target.SendAsync(lines, stoppingToken);
                    last = lines[^1].Id;
                    cursor.Write(last);
                    state.Reached(last);
                    HandedOver(logger, last, null);
                }

                if (hasFailed) Recovered(logger, null);
                hasFailed = false;
                state.Reached(last);
                pause = Rhythm;
                if (lines.Count == Batch) continue;
            }
            // Whatever it is: a log server must not be able to end the portal.
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                state.Stopped(failure.Message, time.GetUtcNow().UtcDateTime);
                if (!hasFailed) Failed(logger, failure.Message, null);
                hasFailed = true;
                pause = pause * 2 > LongestPause ? LongestPause : pause * 2;
            }

            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<IReadOnlyList<ExportedAudit>> ReadAsync(long last, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var entries = await db.Audit.AsNoTracking().Where(a => a.Id > last).OrderBy(a => a.Id).Take(Batch).ToListAsync(cancellationToken);
        return [.. entries.Select(ExportedAudit.Of)];
    }
}
