using Quartz;

namespace SupportBotPortal.Core.Health.Alerts;

/// <summary>Every hour, so that a portal that is off at night misses no day; what was told is not told again.</summary>
[DisallowConcurrentExecution]
internal sealed class AlertWatchJob(AlertWatch watch) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await watch.LookAsync(cancellationToken);
}
