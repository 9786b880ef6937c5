using Quartz;

namespace SupportBotPortal.Core.Health.Sweep;

/// <summary>Looks every few seconds for what is due. One that takes longer is not overtaken by the next.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepJob(SweepRunner runner) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await runner.SweepAsync(cancellationToken);
}
