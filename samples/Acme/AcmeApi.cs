using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SupportBotPortal.PluginSdk;

namespace Acme;

/// <summary>One request to Acme: whatever goes wrong becomes a sentence of ours, never text of theirs.</summary>
internal sealed class AcmeApi(ProviderConnection connection)
{
    public bool HasKey => connection.Credential.Secret is not null;

    public async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, connection.Endpoint(path));
        if (connection.Credential.Secret is { } key) request.Headers.Add("X-Acme-Key", key);
        if (connection.Settings.Text("region") is { } region) request.Headers.Add("X-Acme-Region", region);
        if (body is not null) request.Content = JsonContent.Create(body);
        // What the connection throws (HttpRequestException, OperationCanceledException) passes through.
        using var response = await connection.Http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode) throw Failure(response);
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(cancellationToken) ?? throw new JsonException();
        }
        catch (JsonException exception)
        {
            throw NotAcme(exception);
        }
    }

    public static ProviderFailureException NotAcme(Exception? inner = null) => new(FailureCause.NotTheExpectedApi, "This is not Acme's API: the answer has another form", inner);

    private static ProviderFailureException Failure(HttpResponseMessage response)
    {
        var (cause, message) = response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => (FailureCause.Credentials, "Acme refused the key"),
            HttpStatusCode.Forbidden => (FailureCause.Permission, "Acme knows the key, but it may not do this"),
            HttpStatusCode.NotFound => (FailureCause.WrongUrl, "There is nothing at this address"),
            HttpStatusCode.UnprocessableEntity => (FailureCause.ModelMissing, "Acme has no such model"),
            HttpStatusCode.TooManyRequests => (FailureCause.RateLimit, "Acme wants fewer requests"),
            HttpStatusCode.ServiceUnavailable => (FailureCause.Overloaded, "Acme is busy"),
            >= HttpStatusCode.InternalServerError => (FailureCause.ProviderError, "Acme failed"),
            _ => (FailureCause.NotTheExpectedApi, "Acme answered with something unexpected"),
        };
        return new(cause, message) { Status = response.StatusCode, Detail = $"It answered {(int)response.StatusCode}", RetryAfter = response.Headers.RetryAfter?.Delta };
    }
}
