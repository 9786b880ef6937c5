using System.Text;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.PluginTestKit.Scripted;
using SupportBotPortal.Tests.Conformance.Exemplar;

namespace SupportBotPortal.Tests.Conformance.Wrong;

/// <summary>Wrong in what they declare, where they call, and what they send.</summary>
internal static class WrongCalls
{
    public static IReadOnlyDictionary<string, Func<ScriptedUpstream, IProviderPlugin>> All { get; } = new Dictionary<string, Func<ScriptedUpstream, IProviderPlugin>>
    {
        ["declaration-type"] = _ => Make.Declaring(type => type with { Id = "Exemplar" }),
        ["declaration-schemes"] = _ => Make.Declaring(type => type with { AuthSchemes = [.. type.AuthSchemes, type.AuthSchemes[0]] }),
        ["declaration-fields"] = _ => Make.Declaring(type => type with { Settings = [new("2fa", "Second factor", SettingKind.Text)] }),
        ["declaration-size"] = _ => Make.Declaring(type => type with { Settings = [.. Enumerable.Range(0, 51).Select(n => new SettingField($"f{n}", "Field", SettingKind.Text))] }),
        ["declaration-stable"] = _ =>
        {
            var count = 0;
            return Make.Declaring(type => type with { Id = $"exemplar-{count++}" });
        },

        ["connect-is-silent"] = upstream => new AlteredPlugin
        {
            OnConnection = connection =>
            {
                _ = connection.Http.GetAsync(connection.Endpoint("catalogue"));
                return connection;
            },
        },
        ["portals-client-only"] = upstream => new AlteredPlugin { OnConnection = connection => Make.With(connection, new HttpClient(upstream, disposeHandler: false)) },
        ["below-base-url"] = _ => Make.Sending((_, request, send) =>
        {
            request.RequestUri = new(request.RequestUri!.AbsoluteUri.Replace("/api/", "/v2/", StringComparison.Ordinal));
            return send(request);
        }),
        ["no-redirect-within"] = _ => Following(),
        ["no-redirect-elsewhere"] = _ => Following(),
        ["no-retries"] = _ => Make.Sending(async (_, request, send) => await send(request) is { IsSuccessStatusCode: true } answer ? answer : await send(request)),

        ["key-in-one-header"] = _ => Adding((connection, request) => request.Headers.Add("X-Exemplar-Also", $"Bearer {connection.Credential.Secret}")),
        ["one-credential"] = _ => Adding((_, request) => request.Headers.Add("Authorization", "Bearer sk-of-the-environment")),
        ["key-not-in-address"] = _ => Adding((connection, request) => request.RequestUri = new($"{request.RequestUri!.AbsoluteUri}{(request.RequestUri.Query.Length > 0 ? "&" : "?")}key={connection.Credential.Secret}")),
        ["key-not-in-body"] = _ => Adding((connection, request) =>
        {
            if (request.Content is not null)
                request.Content = Json(BodyOf(request).Replace("{\"model\"", $"{{\"user\":\"{Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{connection.Credential.Secret}"))}\",\"model\"", StringComparison.Ordinal));
        }),
        ["keys-do-not-mix"] = _ =>
        {
            ProviderCredential? first = null;
            return new AlteredPlugin { OnConnection = connection => Make.With(connection, credential: first ??= connection.Credential) };
        },
        ["no-key-no-header"] = _ => Adding((connection, request) =>
        {
            if (connection.Credential.Secret is null)
                request.Headers.Add(ExemplarApi.KeyHeader, "none");
        }),
        ["settings-do-not-mix"] = _ =>
        {
            ProviderSettings? last = null;
            return new AlteredPlugin
            {
                OnConnection = connection =>
                {
                    last = connection.Settings;
                    return connection;
                },
                OnClient = (client, connection) => new AlteredClient(client)
                {
                    OnDiscover = token => new ExemplarClient(Make.With(connection, settings: last)).DiscoverModelsAsync(token),
                },
            };
        },
        ["settings-everywhere"] = _ => Adding((_, request) =>
        {
            if (request.Method == HttpMethod.Post)
                request.Headers.Remove(ExemplarApi.TeamHeader);
        }),
        ["generates-enough"] = _ => Adding((_, request) =>
        {
            if (request.Content is not null)
                request.Content = Json(BodyOf(request).Replace("\"max_tokens\":16", "\"max_tokens\":1", StringComparison.Ordinal));
        }),
        ["chat-uses-its-model"] = _ => Adding((_, request) =>
        {
            if (request.Content is not null)
                request.Content = Json(BodyOf(request).Replace(ExemplarScript.Models[1], ExemplarScript.Models[0], StringComparison.Ordinal));
        }),
    };

    private static AlteredPlugin Following() => Make.Sending(async (_, request, send) =>
    {
        var answer = await send(request);
        if (answer.Headers.Location is not { } there)
            return answer;
        request.RequestUri = there;
        return await send(request);
    });

    private static AlteredPlugin Adding(Action<ProviderConnection, HttpRequestMessage> change) => Make.Sending((connection, request, send) =>
    {
        change(connection, request);
        return send(request);
    });

    private static string BodyOf(HttpRequestMessage request)
    {
        using var reader = new StreamReader(request.Content!.ReadAsStream());
        return reader.ReadToEnd();
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
