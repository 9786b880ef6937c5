using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Conformance.Exemplar;

/// <summary>One request, and what its answer means.</summary>
internal sealed class ExemplarApi(ProviderConnection connection)
{
    public const string KeyHeader = "X-Exemplar-Key";
    public const string TeamHeader = "X-Exemplar-Team";

    public async Task<JsonObject> GetAsync(string path, bool withKey, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, connection.Endpoint(path));
        using var response = await SendAsync(request, withKey, cancellationToken);
        return await ReadAsync(response, cancellationToken);
    }

    public async Task<JsonObject> PostAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(path, body, cancellationToken);
        return await ReadAsync(response, cancellationToken);
    }

    public Task<HttpResponseMessage> OpenAsync(string path, JsonObject body, CancellationToken cancellationToken, bool withKey = true)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, connection.Endpoint(path)) { Content = JsonContent.Create(body) };
        return SendAsync(request, withKey, cancellationToken);
    }

    public static JsonObject Parse(string text)
    {
        try
        {
            var answer = JsonNode.Parse(text) as JsonObject ?? throw Unexpected();
            return answer["error"] is JsonObject error ? throw Failure(500, error["kind"]?.GetValue<string>(), null) : answer;
        }
        catch (JsonException)
        {
            throw Unexpected();
        }
    }

    public static ProviderFailureException Unexpected() => new(FailureCause.NotTheExpectedApi, "Something else than Exemplar answered");

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        Parse(await response.Content.ReadAsStringAsync(cancellationToken));

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, bool withKey, CancellationToken cancellationToken)
    {
        if (withKey && connection.Credential.Secret is { } key)
            request.Headers.Add(KeyHeader, key);
        if (connection.Settings.Text(ExemplarPlugin.Team) is { } team)
            request.Headers.Add(TeamHeader, team);
        var response = await connection.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode == HttpStatusCode.OK)
            return response;
        using (response)
        {
            var kind = Kind(await response.Content.ReadAsStringAsync(cancellationToken));
            throw Failure((int)response.StatusCode, kind, response.Headers.RetryAfter?.Delta);
        }
    }

    private static string? Kind(string body)
    {
        try
        {
            return JsonNode.Parse(body)?["error"]?["kind"]?.GetValue<string>();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ProviderFailureException Failure(int status, string? kind, TimeSpan? retryAfter)
    {
        var (cause, message) = (status, kind) switch
        {
            (_, "no_credit") => (FailureCause.Quota, "Exemplar has no credit left"),
            (_, "no_model") => (FailureCause.ModelMissing, "Exemplar has no such model"),
            (_, "busy") => (FailureCause.Overloaded, "Exemplar is busy"),
            (401, _) => (FailureCause.Credentials, "Exemplar refuses the key"),
            (403, _) => (FailureCause.Permission, "Exemplar knows the key, which may not do this"),
            (404, _) => (FailureCause.WrongUrl, "There is nothing at this path"),
            (429, _) => (FailureCause.RateLimit, "Exemplar wants fewer requests"),
            ( >= 500, _) => (FailureCause.ProviderError, "Exemplar failed"),
            _ => (FailureCause.NotTheExpectedApi, "Something else than Exemplar answered"),
        };
        return new(cause, message) { Status = (HttpStatusCode)status, RetryAfter = retryAfter };
    }
}
