using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.Health.Sweep;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Providers.Models;

namespace SupportBotPortal.Core.Health.Discovery;

/// <summary>
/// Asks providers for their models, as a person does with “Discover models”, and remembers what they say. The list of what is used
/// stays as somebody decided; what is told of it is for people to look at.
/// </summary>
internal sealed class DiscoveryRunner(
    DueDiscoveries due,
    ConnectionDrafts drafts,
    ModelDiscovery discovery,
    KnownModels known,
    IOptions<HealthOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<DiscoveryRunner> logger)
{
    /// <summary>Lists of models are long, and nobody waits for them.</summary>
    private const int AtOnce = 8;
    private const int AtOnceForOneOrigin = 2;

    private readonly Lanes lanes = new(AtOnce, AtOnceForOneOrigin);

    /// <summary>Asks everybody who is due. Returns when all have answered.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (options.Value.DiscoveryInterval == TimeSpan.Zero) return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await due.GiveSlotsAsync(either.Token);
        var underWay = new List<Task>();
        while (true)
        {
            await lanes.RoomAsync(AtOnce, either.Token);
            var taken = await due.TakeAsync(AtOnce, either.Token);
            underWay.RemoveAll(t => t.IsCompleted);
            foreach (var provider in taken)
            {
                var task = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                underWay.Add(task.Task);
                lanes.Add(OriginOf(provider), async () =>
                {
                    await AskAsync(provider, either.Token);
                    task.SetResult();
                });
            }

            if (taken.Count < AtOnce) break;
        }

        await Task.WhenAll(underWay);
    }

    private async Task AskAsync(Provider provider, CancellationToken cancellationToken)
    {
        try
        {
            var (draft, problem) = drafts.FromStored(provider);
            if (draft is not null) problem = await DiscoverAsync(provider, draft, cancellationToken);
            await due.EndAsync(provider, problem, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The portal ends. Its turn comes with the next slot.
        }
        catch (Exception exception)
        {
            // Without its message: a key was in the hands of what failed.
            logger.LogError("Asking provider {Provider} for its models by schedule failed: {Kind} {Where}", provider.Slug, exception.GetType().FullName, exception.StackTrace);
        }
    }

    /// <returns>Why that told nothing, or <see langword="null"/>.</returns>
    private async Task<string?> DiscoverAsync(Provider provider, ConnectionDraft draft, CancellationToken cancellationToken)
    {
        var result = await discovery.RunAsync(draft, cancellationToken);
        if (result.Failure is { } failure) return failure.Message;
        if (result.Models.Count == 0) return "The provider answered, but listed no models.";
        await known.RememberAsync(provider.Id, provider.ConnectionRevision, result.Models, time.GetUtcNow().UtcDateTime, reviewed: false, cancellationToken);
        return null;
    }

    private static string OriginOf(Provider provider) => EgressUrl.TryParse(provider.BaseUrl, out var url, out _) ? EgressUrl.OriginOf(url) : "";
}
