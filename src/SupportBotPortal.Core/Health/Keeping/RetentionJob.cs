using Quartz;

namespace SupportBotPortal.Core.Health.Keeping;

[DisallowConcurrentExecution]
internal sealed class RetentionJob(HistoryRetention retention) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await retention.RunAsync(cancellationToken);
}
