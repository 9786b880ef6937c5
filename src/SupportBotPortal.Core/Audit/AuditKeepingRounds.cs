using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SupportBotPortal.Core.Audit;

/// <summary>Removes old lines of the audit log at the start and once a day, where they are not kept for ever.</summary>
internal sealed class AuditKeepingRounds(AuditKeeping keeping, IOptions<AuditOptions> options, TimeProvider time, ILogger<AuditKeepingRounds> logger) : BackgroundService
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromDays(1);

    private static readonly Action<ILogger, Exception?> Failed = LoggerMessage.Define(LogLevel.Error, new(1, nameof(Failed)), "Old lines of the audit log could not be removed. It is tried again in a day.");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.KeepDays == 0) return;
        using var timer = new PeriodicTimer(Rhythm, time);
        do
        {
            try
            {
                await keeping.TrimAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is DbUpdateException or DbException)
            {
                Failed(logger, failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
