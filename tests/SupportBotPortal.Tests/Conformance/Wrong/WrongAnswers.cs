using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.PluginTestKit.Scripted;

namespace SupportBotPortal.Tests.Conformance.Wrong;

/// <summary>Wrong in how they chat.</summary>
internal static class WrongAnswers
{
    public static IReadOnlyDictionary<string, Func<ScriptedUpstream, IProviderPlugin>> All { get; } = new Dictionary<string, Func<ScriptedUpstream, IProviderPlugin>>
    {
        ["chat-answers"] = _ => Make.Chatting(chat => new AlteredChat(chat)
        {
            OnAnswer = async (messages, options, token) =>
            {
                var answer = await chat.GetResponseAsync(messages, options, token);
                answer.FinishReason = null;
                return answer;
            },
        }),
        ["chat-carries-conversation"] = _ => Make.Chatting(chat => new AlteredChat(chat) { OnAnswer = (messages, options, token) => chat.GetResponseAsync(messages.TakeLast(1), options, token) }),
        ["chat-limits-tokens"] = _ => Make.Chatting(chat => new AlteredChat(chat) { OnAnswer = (messages, _, token) => chat.GetResponseAsync(messages, null, token) }),
        ["chat-needs-no-cleaning"] = _ => Make.Chatting(chat => new AlteredChat(chat)
        {
            OnAnswer = (messages, options, token) => chat.GetResponseAsync(messages.Select(m => new ChatMessage(m.Role, m.Text.Replace('\n', ' '))), options, token),
        }),
        ["chat-from-many-threads"] = _ => Make.Chatting(chat =>
        {
            IEnumerable<ChatMessage>? first = null;
            return new AlteredChat(chat) { OnAnswer = (messages, options, token) => chat.GetResponseAsync(Interlocked.CompareExchange(ref first, messages, null) ?? messages, options, token) };
        }),

        ["stream-whole"] = _ => Make.Streaming(updates => updates.Skip(1)),
        ["stream-in-pieces"] = _ => Make.Streaming(Joined),
        ["stream-as-it-comes"] = _ => Make.Streaming(Buffered),
        ["stream-cut-anywhere"] = _ => Make.Reading(WrongReading.EachReadIsALine),
        ["stream-other-scripts"] = _ => Make.Reading(WrongReading.Latin),
        ["stream-error"] = _ => Make.Streaming(Polite),
        ["stream-cut-off"] = _ => Make.Streaming(Polite),
        ["stream-breaks"] = _ => Make.Streaming(Polite),

        ["disposal-is-repeatable"] = _ => new AlteredPlugin
        {
            OnClient = (client, _) =>
            {
                var disposed = 0;
                return new AlteredClient(client) { OnDispose = () => disposed++ == 0 ? client.DisposeAsync() : throw new ObjectDisposedException("client") };
            },
        },
        ["disposal-spares-the-portal"] = _ => new AlteredPlugin
        {
            OnClient = (client, connection) => new AlteredClient(client)
            {
                OnDispose = () =>
                {
                    connection.Http.Dispose();
                    return client.DisposeAsync();
                },
            },
        },
        ["client-is-reusable"] = _ =>
        {
            var broken = false;
            return Make.Sending(async (_, request, send) =>
            {
                if (broken)
                    throw new InvalidOperationException("The circuit is open.");
                var answer = await send(request);
                broken = !answer.IsSuccessStatusCode;
                return answer;
            });
        },
    };

    private static async IAsyncEnumerable<ChatResponseUpdate> Joined(IAsyncEnumerable<ChatResponseUpdate> updates)
    {
        foreach (var update in (await updates.ToChatResponseAsync()).ToChatResponseUpdates())
            yield return update;
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Buffered(IAsyncEnumerable<ChatResponseUpdate> updates)
    {
        foreach (var update in await updates.ToListAsync())
            yield return update;
    }

    /// <summary>Takes whatever happens for the end.</summary>
    private static async IAsyncEnumerable<ChatResponseUpdate> Polite(IAsyncEnumerable<ChatResponseUpdate> updates)
    {
        await using var all = updates.GetAsyncEnumerator();
        while (true)
        {
            try
            {
                if (!await all.MoveNextAsync())
                    yield break;
            }
            catch (Exception e) when (e is ProviderFailureException or HttpRequestException)
            {
                yield break;
            }

            yield return all.Current;
        }
    }
}
