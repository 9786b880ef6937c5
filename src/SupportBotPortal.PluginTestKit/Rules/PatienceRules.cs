using SupportBotPortal.PluginSdk;
using SupportBotPortal.PluginTestKit.Running;
using static SupportBotPortal.PluginTestKit.Running.Trial;

namespace SupportBotPortal.PluginTestKit.Rules;

/// <summary>An upstream that does not answer: who asked may give up, and so may the portal.</summary>
internal static class PatienceRules
{
    private static readonly UpstreamScenario[] Silent = [UpstreamScenario.Hangs, UpstreamScenario.HangsAfterHeaders];

    // Headers that speak of JSON are the end of a stream already.
    private static readonly UpstreamScenario[] SilentStream = [UpstreamScenario.Hangs, UpstreamScenario.StreamStalls];

    public static IReadOnlyList<ConformanceRule> All { get; } =
    [
        Cancel("cancel-discovery", "Cancelling a discovery ends it, here and at the provider", Operation.Discovery),
        Cancel("cancel-probe", "Cancelling a test ends it, here and at the provider", Operation.Probe),
        Cancel("cancel-chat", "Cancelling an answer ends it, here and at the provider", Operation.Chat),
        Cancel("cancel-stream", "Cancelling a stream ends it, here and at the provider", Operation.StreamedChat),
        new("cancel-generating", "Cancelling a test while it generates ends it, here and at the provider", trial => trial.EachAsync(Silent, async scenario =>
        {
            trial.Play(scenario, UpstreamPart.Generating);
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(trial.Ended);
            var running = trial.RunAsync(Operation.GeneratingProbe, await trial.ConnectAsync(), cancel.Token);
            for (var count = 1; !trial.Upstream.Requests.Any(r => r.Generates); count++)
                await trial.ArrivedAsync(running, count);
            await CancelAsync(trial, cancel, running, "A test that generates");
        })),
        Deadline("deadline-discovery", "The portal's deadline ends a discovery, and passes through", Operation.Discovery),
        Deadline("deadline-probe", "The portal's deadline ends a test, and passes through", Operation.Probe),
        Deadline("deadline-chat", "The portal's deadline ends an answer, and passes through", Operation.Chat),
        Deadline("deadline-stream", "The portal's deadline ends a stream, and passes through", Operation.StreamedChat),
    ];

    private static UpstreamScenario[] SilentFor(Operation operation) => operation == Operation.StreamedChat ? SilentStream : Silent;

    private static ConformanceRule Cancel(string id, string title, Operation operation) => new(id, title, trial => trial.EachAsync(SilentFor(operation), async scenario =>
    {
        trial.Play(scenario);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(trial.Ended);
        var running = trial.RunAsync(operation, await trial.ConnectAsync(), cancel.Token);
        await trial.ArrivedAsync(running, 1);
        await CancelAsync(trial, cancel, running, operation.ToString());
    }));

    private static async Task CancelAsync(Trial trial, CancellationTokenSource cancel, Task<Attempt> running, string what)
    {
        await cancel.CancelAsync();
        var attempt = await running;
        Expect(attempt.Thrown is OperationCanceledException, $"{attempt.Seen} when it was cancelled; an OperationCanceledException is expected.");
        await trial.ExpectAbortedAsync(what);
    }

    private static ConformanceRule Deadline(string id, string title, Operation operation) => new(id, title, trial => trial.EachAsync(SilentFor(operation), async scenario =>
    {
        trial.Play(scenario);
        var session = await trial.ConnectAsync();
        var running = trial.RunAsync(operation, session, trial.Ended);
        await trial.ArrivedAsync(running, 1);
        await session.Portal.ExpireAsync();
        var attempt = await running;
        Expect(
            attempt.Thrown is not ProviderFailureException && PortalException.IsIn(attempt.Thrown),
            $"{attempt.Seen} when the portal's deadline passed (scenario {scenario}); the HttpRequestException of the portal's client is expected to pass through, for it says which deadline that was.");
        Expect(session.Portal.Sent.Count == 1, $"{operation} sent {session.Portal.Sent.Count} requests; after a deadline nothing is tried again.");
        Expect(attempt.Proves == ProofLevel.None, $"{attempt.Seen} when the portal's deadline passed; nothing is proven.");
    }));
}
