using SupportBotPortal.PluginSdk;
using SupportBotPortal.PluginTestKit.Running;
using static SupportBotPortal.PluginTestKit.Running.Operation;
using static SupportBotPortal.PluginTestKit.Running.Trial;

namespace SupportBotPortal.PluginTestKit.Rules;

/// <summary>How the key and the settings travel.</summary>
internal static class CredentialRules
{
    private static readonly string[] CredentialHeaders = ["Authorization", "x-api-key", "api-key", "x-goog-api-key", "Cookie"];

    public static IReadOnlyList<ConformanceRule> All { get; } =
    [
        new("key-in-one-header", "The key travels in one header, with every discovery and every chat", async trial =>
        {
            var key = new KeySearch(trial.Key);
            foreach (var operation in new[] { Discovery, Chat, StreamedChat })
            {
                foreach (var request in await SentAsync(trial, operation))
                {
                    var count = request.Headers.Count(h => key.IsIn(h.Value));
                    Expect(count == 1, $"{operation} sent the key in {count} headers; one is expected.");
                }
            }
        }),
        new("one-credential", "A request carries no second credential, and none that was not configured", async trial =>
        {
            var key = new KeySearch(trial.Key);
            foreach (var operation in new[] { Discovery, GeneratingProbe, Chat, StreamedChat })
            {
                foreach (var request in await SentAsync(trial, operation))
                {
                    var others = request.Headers.Where(h => CredentialHeaders.Contains(h.Key, StringComparer.OrdinalIgnoreCase) && !key.IsIn(h.Value))
                        .Select(h => h.Key).Except(trial.Subject.SettingHeaders.Select(h => h.Key), StringComparer.OrdinalIgnoreCase).ToList();
                    Expect(others.Count == 0, $"{operation} sent {Told.List(others)} with a value that is not the configured key; some vendors refuse two credentials, and nobody configured this one.");
                    Expect(request.Headers.Count(h => key.IsIn(h.Value)) <= 1, $"{operation} sent the key in several headers.");
                }
            }
        }),
        new("key-not-in-address", "The key stands in no address", trial => EachRequestAsync(trial, request => request.Url.AbsoluteUri, "address")),
        new("key-not-in-body", "The key stands in no body", trial => EachRequestAsync(trial, request => request.Body, "body")),
        new("keys-do-not-mix", "Each connection sends its own key, also when two are used at once", async trial =>
        {
            // Whether the upstream accepts them does not matter: what was sent does.
            var keys = new[] { trial.Key, "another-" + new string([.. trial.Key.Reverse()]) };
            trial.Play(UpstreamScenario.AnswersWell);
            var sessions = new[] { await trial.ConnectAsync(), await trial.ConnectAsync(setup => setup.WithKey(keys[1])) };
            foreach (var operation in new[] { Discovery, Chat, StreamedChat })
                await Task.WhenAll(sessions.Select(session => trial.RunAsync(operation, session, trial.Ended)));
            foreach (var (session, own, other) in new[] { (sessions[0], keys[0], keys[1]), (sessions[1], keys[1], keys[0]) })
            {
                Expect(session.Portal.Sent.All(r => !r.Headers.Any(h => new KeySearch(other).IsIn(h.Value))), "A connection sent the key of another connection.");
                Expect(session.Portal.Sent.All(r => r.Headers.Any(h => new KeySearch(own).IsIn(h.Value))), "A connection did not send its own key while another one was used.");
            }
        }),
        new("no-key-no-header", "Where no key is configured, its header is not sent, not even with another value", async trial =>
        {
            var key = new KeySearch(trial.Key);
            foreach (var operation in new[] { Discovery, GeneratingProbe, Chat, StreamedChat })
            {
                var ofTheKey = (await SentAsync(trial, operation)).SelectMany(r => r.Headers).Where(h => key.IsIn(h.Value)).Select(h => h.Key);
                trial.Play(UpstreamScenario.AnswersWell);
                var attempt = await trial.RunAsync(operation, setup => setup.WithKey(null));
                var sent = attempt.Session.Portal.Sent.SelectMany(r => r.Headers).Select(h => h.Key).Distinct(StringComparer.OrdinalIgnoreCase)
                    .Intersect(ofTheKey.Concat(CredentialHeaders.Except(trial.Subject.SettingHeaders.Select(h => h.Key), StringComparer.OrdinalIgnoreCase)), StringComparer.OrdinalIgnoreCase).ToList();
                Expect(sent.Count == 0, $"{operation} sent {Told.List(sent)} although no key is configured.");
            }
        }),
        new("settings-do-not-mix", "Each connection sends its own settings, also when two are used at once", async trial =>
        {
            if (trial.Subject.SettingHeaders.Count == 0)
                throw new NotApplicableException("The subject names no header by which its settings can be seen.");
            trial.Play(UpstreamScenario.AnswersWell);
            var without = await trial.ConnectAsync(setup => setup with { Settings = ProviderSettings.Empty });
            var own = await trial.ConnectAsync();
            var later = await trial.ConnectAsync(setup => setup with { Settings = ProviderSettings.Empty });
            foreach (var operation in new[] { Discovery, Chat, StreamedChat })
                await Task.WhenAll(new[] { without, own, later }.Select(session => trial.RunAsync(operation, session, trial.Ended)));
            Expect(own.Portal.Sent.All(r => trial.Subject.SettingHeaders.All(e => Has(r, e))), "A connection did not send its own settings while one with others was used: keep them in the client, not in static fields.");
            Expect(
                !without.Portal.Sent.Concat(later.Portal.Sent).Any(r => trial.Subject.SettingHeaders.Any(e => Has(r, e))),
                "A connection without settings sent those of another one: keep them in the client, not in static fields. If these are the values that are sent by default, name others in PluginSubject.Settings.");
        }),
        new("settings-everywhere", "Settings are honoured in every request, listing, testing and chatting alike", async trial =>
        {
            if (trial.Subject.SettingHeaders.Count == 0)
                throw new NotApplicableException("The subject names no header by which its settings can be seen.");
            foreach (var operation in new[] { Discovery, GeneratingProbe, Chat, StreamedChat })
            {
                foreach (var request in await SentAsync(trial, operation))
                {
                    var missing = trial.Subject.SettingHeaders
                        .Where(e => !Has(request, e)).Select(e => e.Key).ToList();
                    Expect(missing.Count == 0, $"{operation} sent a {request.Method} to {request.Url.AbsolutePath} without {Told.List(missing)}, or with it twice or with another value.");
                }
            }
        }),
    ];

    private static bool Has(UpstreamRequest request, KeyValuePair<string, string> header) =>
        request.Headers.Count(h => h.Key.Equals(header.Key, StringComparison.OrdinalIgnoreCase) && h.Value == header.Value) == 1;

    private static async Task<IReadOnlyList<UpstreamRequest>> SentAsync(Trial trial, Operation operation)
    {
        trial.Play(UpstreamScenario.AnswersWell);
        var attempt = await trial.RunAsync(operation);
        Expect(attempt.Session.Portal.Sent.Count > 0, $"{attempt.Seen}, and nothing was sent.");
        return attempt.Session.Portal.Sent;
    }

    private static async Task EachRequestAsync(Trial trial, Func<UpstreamRequest, string> part, string name)
    {
        var key = new KeySearch(trial.Key);
        foreach (var operation in new[] { Discovery, GeneratingProbe, Chat, StreamedChat })
        {
            foreach (var request in await SentAsync(trial, operation))
                Expect(!key.IsIn(part(request)), $"{operation} sent the key in the {name} of a request to {request.Url.AbsolutePath}: it would land in the logs of everybody in between.");
        }
    }
}
