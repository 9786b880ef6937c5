using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>Tests a saved provider as it is stored, or with another key, with nobody looking on.</summary>
public sealed class StoredTest(ConnectionDrafts drafts, ConnectionTester tester, TestMeasures measures, TimeProvider time)
{
    /// <param name="provider">With its secrets.</param>
    /// <param name="newKey">A key to try instead of the stored one.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing is known.</exception>
    public async Task<FinishedTest> RunAsync(Provider provider, ProbeRequest request, string startedBy, CancellationToken cancellationToken, string? newKey = null)
    {
        var (draft, notTestable) = drafts.FromStored(provider, newKey);
        if (draft is null)
        {
            measures.CountNotTestable(provider.TypeId);
            return new(new() { At = Now, Outcome = ProviderTestOutcome.NotTestable, Message = notTestable!, StartedBy = startedBy }, []);
        }

        var started = time.GetTimestamp();
        var stages = new List<ProbeStage>();
        await foreach (var stage in tester.RunAsync(draft, request, cancellationToken)) stages.Add(stage);
        return new(TestSummary.Of(stages, draft.Credential.Secret is not null, time.GetElapsedTime(started), Now, startedBy), stages);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
