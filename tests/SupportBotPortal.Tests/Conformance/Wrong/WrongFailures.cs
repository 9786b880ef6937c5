using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.PluginTestKit.Scripted;

namespace SupportBotPortal.Tests.Conformance.Wrong;

/// <summary>Wrong in how they fail, and in how they end.</summary>
internal static class WrongFailures
{
    public static IReadOnlyDictionary<string, Func<ScriptedUpstream, IProviderPlugin>> All { get; } = new Dictionary<string, Func<ScriptedUpstream, IProviderPlugin>>
    {
        ["cause-credentials"] = _ => Mistaking(FailureCause.Credentials),
        ["cause-permission"] = _ => Mistaking(FailureCause.Permission),
        ["cause-quota"] = _ => Mistaking(FailureCause.Quota),
        ["cause-rate-limit"] = _ => Mistaking(FailureCause.RateLimit),
        ["cause-overloaded"] = _ => Mistaking(FailureCause.Overloaded),
        ["cause-provider-error"] = _ => Mistaking(FailureCause.ProviderError),
        ["cause-wrong-url"] = _ => Mistaking(FailureCause.WrongUrl),
        ["cause-model-missing"] = _ => Mistaking(FailureCause.ModelMissing),
        ["cause-within-200"] = _ => Make.ListingInstead(e => e is ProviderFailureException { Cause: FailureCause.ProviderError }),
        ["cause-has-words"] = _ => Make.Throwing((e, _) => e is ProviderFailureException failure ? new ProviderFailureException(failure.Cause, "{\"error\":{\"kind\":\"bad_key\"}}") : e),
        ["retry-after"] = _ => Make.Throwing((e, _) => e is ProviderFailureException failure ? new ProviderFailureException(failure.Cause, failure.Message) : e),
        ["broken-connection"] = _ => Make.Throwing((e, _) => e is HttpRequestException ? new InvalidOperationException("It did not work.", e) : e),

        ["unexpected-web-page"] = _ => Make.ListingInstead(IsUnexpected),
        ["unexpected-garbage"] = _ => Make.ListingInstead(IsUnexpected),
        ["unexpected-json"] = _ => Make.ListingInstead(IsUnexpected),
        ["unexpected-half"] = _ => Make.ListingInstead(IsUnexpected),
        ["unexpected-nothing"] = _ => Make.ListingInstead(IsUnexpected),
        ["too-much"] = _ => Make.Throwing((e, _) => e is HttpRequestException ? new ProviderFailureException(FailureCause.NotTheExpectedApi, "It did not work", e) : e),

        ["cancel-discovery"] = _ => new AlteredPlugin { OnClient = (client, _) => new AlteredClient(client) { OnDiscover = _ => client.DiscoverModelsAsync(CancellationToken.None) } },
        ["cancel-probe"] = _ => new AlteredPlugin { OnClient = (client, _) => new AlteredClient(client) { OnProbe = (request, _) => client.ProbeAsync(request, CancellationToken.None) } },
        ["cancel-generating"] = _ => Make.Throwing((e, _) => e is OperationCanceledException ? new ProviderFailureException(FailureCause.Timeout, "It took too long", e) : e),
        ["cancel-chat"] = _ => Make.Chatting(chat => new AlteredChat(chat) { OnAnswer = (messages, options, token) => Abandoning(chat.GetResponseAsync(messages, options, CancellationToken.None), token) }),
        ["cancel-stream"] = _ => Make.Chatting(chat => new AlteredChat(chat) { OnStream = (messages, options, _) => chat.GetStreamingResponseAsync(messages, options, CancellationToken.None) }),
        ["deadline-discovery"] = _ => Explaining(),
        ["deadline-probe"] = _ => Explaining(),
        ["deadline-chat"] = _ => Explaining(),
        ["deadline-stream"] = _ => Explaining(),

        ["key-not-in-failures"] = _ => Make.Throwing((e, connection) => e is ProviderFailureException failure
            ? new ProviderFailureException(failure.Cause, failure.Message, new InvalidOperationException($"{ExemplarHeader}: {connection.Credential.Secret}"))
            : e),
        ["no-vendor-text"] = _ =>
        {
            var said = "";
            return new AlteredPlugin
            {
                OnConnection = connection => Make.With(connection, new HttpClient(new AlteredHandler(connection.Http, async (request, send) =>
                {
                    var answer = await send(request);
                    if (!answer.IsSuccessStatusCode)
                        said = JsonNode.Parse(await answer.Content.ReadAsStringAsync())?["error"]?["message"]?.GetValue<string>() ?? "";
                    return answer;
                }))),
                OnClient = (client, _) => new AlteredClient(client) { OnProbe = (request, token) => client.ProbeAsync(request, token).Select(stage => stage.Verdict == ProbeVerdict.Failed ? stage with { Detail = $"It said: {said}" } : stage) },
            };
        },
        ["key-not-in-log"] = _ => Make.Sending((connection, request, send) =>
        {
            connection.Logger.LogDebug("Sending {Method} with {Headers}", request.Method, Uri.EscapeDataString(request.Headers.ToString()));
            return send(request);
        }),
    };

    private static string ExemplarHeader => Exemplar.ExemplarApi.KeyHeader;

    private static AlteredPlugin Mistaking(FailureCause cause) =>
        Make.Throwing((e, _) => e is ProviderFailureException failure && failure.Cause == cause ? new ProviderFailureException(FailureCause.BadParameter, failure.Message) : e);

    private static AlteredPlugin Explaining() =>
        Make.Throwing((e, _) => e is HttpRequestException ? new ProviderFailureException(FailureCause.Timeout, "Exemplar took too long", e) : e);

    /// <summary>Ends at once, and lets the request go on.</summary>
    private static Task<ChatResponse> Abandoning(Task<ChatResponse> answer, CancellationToken token) => answer.WaitAsync(token);

    private static bool IsUnexpected(Exception e) => e is ProviderFailureException { Cause: FailureCause.NotTheExpectedApi };
}
