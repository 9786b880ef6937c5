using Quartz;

namespace SupportBotPortal.Core.Health.Discovery;

/// <summary>Looks every minute who is to be asked for its models. One that takes longer is not overtaken by the next.</summary>
[DisallowConcurrentExecution]
internal sealed class DiscoveryJob(DiscoveryRunner runner) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await runner.RunAsync(cancellationToken);
}
