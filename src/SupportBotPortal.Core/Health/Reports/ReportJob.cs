using Quartz;

namespace SupportBotPortal.Core.Health.Reports;

[DisallowConcurrentExecution]
internal sealed class ReportJob(ReportFiring firing) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await firing.FireAsync(cancellationToken);
}
