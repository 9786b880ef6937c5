using SupportBotPortal.PluginTestKit.Running;
using static SupportBotPortal.PluginTestKit.Running.Operation;
using static SupportBotPortal.PluginTestKit.Running.Trial;

namespace SupportBotPortal.PluginTestKit.Rules;

/// <summary>Where a plugin calls, and through what.</summary>
internal static class CallRules
{
    private static readonly Operation[] Everything = [Discovery, GeneratingProbe, Chat, StreamedChat];

    public static IReadOnlyList<ConformanceRule> All { get; } =
    [
        new("connect-is-silent", "Connecting and making a chat client call nobody", async trial =>
        {
            trial.Play(UpstreamScenario.AnswersWell);
            var session = await trial.ConnectAsync();
            await trial.ChatAsync(session);
            var calls = Math.Max(session.Portal.Sent.Count, trial.Upstream.Requests.Count);
            Expect(calls == 0, $"{calls} requests were sent before anything was asked; calls belong into the methods that take a cancellation token.");
        }),
        new("portals-client-only", "Every request goes through the client that the portal gives", async trial =>
        {
            foreach (var operation in Everything)
            {
                trial.Play(UpstreamScenario.AnswersWell);
                var attempt = await trial.RunAsync(operation);
                var (arrived, sent) = (trial.Upstream.Requests.Count, attempt.Session.Portal.Sent.Count);
                Expect(sent > 0, $"{operation} sent nothing through ProviderConnection.Http; {attempt.Seen}.");
                Expect(arrived == sent, $"{operation} sent {sent} requests through ProviderConnection.Http, and {arrived} arrived: the others went past the portal's limits and its policy.");
            }
        }),
        new("below-base-url", "Every request goes to an address below the base URL", async trial =>
        {
            var below = trial.Upstream.BaseUrl.AbsoluteUri.TrimEnd('/') + "/";
            foreach (var operation in Everything)
            {
                trial.Play(UpstreamScenario.AnswersWell);
                foreach (var request in (await trial.RunAsync(operation)).Session.Portal.Sent)
                    Expect(request.Url.AbsoluteUri.StartsWith(below, StringComparison.Ordinal), $"{operation} called {request.Url.GetLeftPart(UriPartial.Path)}, which does not lie below {below}; make addresses with ProviderConnection.Endpoint.");
            }
        }),
        Redirect("no-redirect-within", "A redirect to the same host is not followed", UpstreamScenario.RedirectsWithin),
        Redirect("no-redirect-elsewhere", "A redirect to another host is not followed", UpstreamScenario.RedirectsElsewhere),
        new("no-retries", "A refused or failed request is not sent again", trial => trial.EachAsync(
            [UpstreamScenario.RateLimited, UpstreamScenario.Overloaded, UpstreamScenario.Fails, UpstreamScenario.QuotaUsedUp],
            async scenario =>
            {
                foreach (var operation in new[] { Discovery, Probe, Chat, StreamedChat })
                {
                    trial.Play(scenario);
                    var attempt = await trial.RunAsync(operation);
                    var count = attempt.Session.Portal.Sent.Count;
                    Expect(count > 0, $"{attempt.Seen}, and nothing was sent; one request is expected.");
                    Expect(count == 1, $"{operation} sent {count} requests where the upstream answers as in {scenario}, and should send one: whether to try again, and when, is the portal's decision.");
                }
            })),
    ];

    private static ConformanceRule Redirect(string id, string title, UpstreamScenario scenario) => new(id, title, async trial =>
    {
        foreach (var operation in new[] { Discovery, Probe, Chat, StreamedChat })
        {
            trial.Play(scenario);
            var attempt = await trial.RunAsync(operation);
            var sent = attempt.Session.Portal.Sent;
            Expect(sent.Count > 0, $"{attempt.Seen}, and nothing was sent; one request is expected.");
            Expect(sent.Count == 1, sent.Skip(1).All(r => r.Url == sent[0].Url)
                ? $"{operation} sent the same request {sent.Count} times and should send it once; a redirect is no reason to try again."
                : $"{operation} sent {sent.Count} requests, to {Told.List(sent.Select(r => r.Url.GetLeftPart(UriPartial.Path)))}, and should send one: if it follows a redirect, the key goes wherever the upstream points.");
            Expect(attempt.Cause == PluginSdk.FailureCause.NotTheExpectedApi, $"{attempt.Seen}; a redirect is a failure with the cause NotTheExpectedApi.");
        }
    });
}
