using SupportBotPortal.Core.Egress;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>Asks a provider which models it has. Changes nothing.</summary>
public sealed class ModelDiscovery(ProviderConnector connector, TimeProvider time)
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public async Task<DiscoveryResult> RunAsync(ConnectionDraft draft, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var started = time.GetTimestamp();
        try
        {
            await using var client = await connector.ConnectAsync(draft, EgressProfile.Discovery, both.Token);
            var models = await client.DiscoverModelsAsync(both.Token);
            return new(models, null, time.GetElapsedTime(started));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new([], new ProviderFailureException(FailureCause.Timeout, $"No answer within {Deadline.TotalSeconds:0} seconds."), time.GetElapsedTime(started));
        }
        catch (ProviderFailureException failure)
        {
            return new([], failure, time.GetElapsedTime(started));
        }
    }
}
