using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Conformance.Wrong;

/// <summary>Makes plugins that are wrong in one thing.</summary>
internal static class Make
{
    public static AlteredPlugin Declaring(Func<ProviderType, ProviderType> change) => new() { OnType = change };

    /// <summary>Changes every request on its way out; the second argument sends it.</summary>
    public static AlteredPlugin Sending(Func<ProviderConnection, HttpRequestMessage, Func<HttpRequestMessage, Task<HttpResponseMessage>>, Task<HttpResponseMessage>> send) =>
        new() { OnConnection = connection => With(connection, new HttpClient(new AlteredHandler(connection.Http, (request, next) => send(connection, request, next)))) };

    /// <summary>Reads every answer in its own way.</summary>
    public static AlteredPlugin Reading(Func<Stream, Task<byte[]>> read) => Sending(async (_, request, send) =>
    {
        var answer = await send(request);
        var content = new ByteArrayContent(await read(await answer.Content.ReadAsStreamAsync()));
        content.Headers.ContentType = answer.Content.Headers.ContentType;
        answer.Content = content;
        return answer;
    });

    public static AlteredPlugin Listing(Func<IReadOnlyList<DiscoveredModel>, ProviderConnection, IReadOnlyList<DiscoveredModel>> change) => new()
    {
        OnClient = (client, connection) => new AlteredClient(client) { OnDiscover = async token => change(await client.DiscoverModelsAsync(token), connection) },
    };

    /// <summary>Takes failures of a discovery that <paramref name="swallowed"/> recognizes for a list.</summary>
    public static AlteredPlugin ListingInstead(Func<Exception, bool> swallowed, params string[] models) => new()
    {
        OnClient = (client, _) => new AlteredClient(client)
        {
            OnDiscover = async token =>
            {
                try
                {
                    return await client.DiscoverModelsAsync(token);
                }
                catch (Exception e) when (swallowed(e))
                {
                    return [.. models.Select(m => new DiscoveredModel(m))];
                }
            },
        },
    };

    public static AlteredPlugin Staging(Func<ProbeStage, ProbeStage> change) => Staging((stages, _) => stages.Select(change));

    public static AlteredPlugin Staging(Func<List<ProbeStage>, ProviderConnection, IEnumerable<ProbeStage>> change) => new()
    {
        OnClient = (client, connection) => new AlteredClient(client) { OnProbe = (request, token) => Changed(client.ProbeAsync(request, token), stages => change(stages, connection)) },
    };

    public static AlteredPlugin Probing(Func<ProbeRequest, ProbeRequest> change) => new()
    {
        OnClient = (client, _) => new AlteredClient(client) { OnProbe = (request, token) => client.ProbeAsync(change(request), token) },
    };

    public static AlteredPlugin Chatting(Func<IChatClient, IChatClient> change) => new()
    {
        OnClient = (client, _) => new AlteredClient(client) { OnChat = model => change(client.CreateChatClient(model)) },
    };

    public static AlteredPlugin Streaming(Func<IAsyncEnumerable<ChatResponseUpdate>, IAsyncEnumerable<ChatResponseUpdate>> change) =>
        Chatting(chat => new AlteredChat(chat) { OnStream = (messages, options, token) => change(chat.GetStreamingResponseAsync(messages, options, token)) });

    /// <summary>Throws something else than what an operation throws.</summary>
    public static AlteredPlugin Throwing(Func<Exception, ProviderConnection, Exception> change) => new()
    {
        OnClient = (client, connection) => new AlteredClient(client)
        {
            OnDiscover = token => Throwing(() => client.DiscoverModelsAsync(token), e => change(e, connection)),
            OnProbe = (request, token) => Throwing(client.ProbeAsync(request, token), e => change(e, connection)),
            OnChat = model =>
            {
                var chat = client.CreateChatClient(model);
                return new AlteredChat(chat)
                {
                    OnAnswer = (messages, options, token) => Throwing(() => chat.GetResponseAsync(messages, options, token), e => change(e, connection)),
                    OnStream = (messages, options, token) => Throwing(chat.GetStreamingResponseAsync(messages, options, token), e => change(e, connection)),
                };
            },
        },
    };

    public static ProviderConnection With(ProviderConnection connection, HttpClient? http = null, ProviderCredential? credential = null, ProviderSettings? settings = null) => new()
    {
        BaseUrl = connection.BaseUrl,
        Credential = credential ?? connection.Credential,
        Settings = settings ?? connection.Settings,
        Http = http ?? connection.Http,
        Logger = connection.Logger,
        Time = connection.Time,
    };

    private static async IAsyncEnumerable<ProbeStage> Changed(IAsyncEnumerable<ProbeStage> stages, Func<List<ProbeStage>, IEnumerable<ProbeStage>> change)
    {
        foreach (var stage in change(await stages.ToListAsync()))
            yield return stage;
    }

    private static async Task<T> Throwing<T>(Func<Task<T>> call, Func<Exception, Exception> change)
    {
        try
        {
            return await call();
        }
        catch (Exception e)
        {
            throw change(e);
        }
    }

    private static async IAsyncEnumerable<T> Throwing<T>(IAsyncEnumerable<T> items, Func<Exception, Exception> change)
    {
        await using var enumerator = items.GetAsyncEnumerator();
        while (await Throwing(() => enumerator.MoveNextAsync().AsTask(), change))
            yield return enumerator.Current;
    }
}
