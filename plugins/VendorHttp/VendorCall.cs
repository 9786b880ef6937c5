using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>One request to the vendor, and the answer only if it is what was expected; everything else is a failure with a cause.</summary>
public sealed class VendorCall(ProviderConnection connection, string name, RequestHeaders headers, Failures failures)
{
    /// <summary>Reads a JSON document; dispose it.</summary>
    /// <param name="path">Below the base URL, with its query.</param>
    /// <param name="expected">Ends the sentence “… where … was expected”, e.g. <c>a list of models</c>.</param>
    /// <param name="withCredential">Whether the key goes along.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<JsonDocument> GetAsync(string path, string expected, bool withCredential, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, connection.Endpoint(path));
        request.Headers.Accept.Add(new("application/json"));
        using var response = await SendAsync(request, expected, withCredential, aboutModel: false, cancellationToken);
        return await ReadAsync(response, expected, cancellationToken);
    }

    /// <summary>Sends JSON about a model and reads a JSON document; dispose it.</summary>
    public async Task<JsonDocument> PostAsync(string path, JsonObject body, string expected, bool withCredential, CancellationToken cancellationToken)
    {
        using var request = Post(path, body, "application/json");
        using var response = await SendAsync(request, expected, withCredential, aboutModel: true, cancellationToken);
        return await ReadAsync(response, expected, cancellationToken);
    }

    /// <summary>Sends JSON about a model and returns the answer's headers and its stream of events, see <see cref="ServerEvents"/>; dispose it.</summary>
    public async Task<HttpResponseMessage> OpenStreamAsync(string path, JsonObject body, bool withCredential, CancellationToken cancellationToken)
    {
        using var request = Post(path, body, "text/event-stream");
        var response = await SendAsync(request, Expected.ChatAnswer, withCredential, aboutModel: true, cancellationToken);
        try
        {
            if (!IsJson(response))
                return response;
            // One answer where a stream was asked for; or an error with status 200.
            using var document = await ReadAsync(response, Expected.ChatAnswer, cancellationToken);
            throw Unexpected("one whole answer", "a stream", response.StatusCode);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    public ProviderFailureException Unexpected(string what, string expected, HttpStatusCode? status = null) =>
        Failures.NotTheExpectedApi($"{name} answered with {what} where {expected} was expected", (int?)status);

    private static bool IsJson(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true;

    private HttpRequestMessage Post(string path, JsonObject body, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, connection.Endpoint(path))
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Accept.Add(new(accept));
        return request;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string expected, bool withCredential, bool aboutModel, CancellationToken cancellationToken)
    {
        headers.Apply(request.Headers, withCredential);
        var response = await connection.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        try
        {
            var type = response.Content.Headers.ContentType?.MediaType;
            if (!response.IsSuccessStatusCode)
            {
                using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
                var body = await BoundedBody.ReadErrorAsync(stream, cancellationToken);
                throw failures.FromStatus((int)response.StatusCode, type, body, RetryAfterHeader.Read(response, connection.Time), aboutModel);
            }

            if (WebPage.IsHtml(type))
                throw Unexpected("a web page", expected, response.StatusCode);
            if (response.Content.Headers.ContentEncoding.Any(e => !e.Equals("identity", StringComparison.OrdinalIgnoreCase)))
                throw Unexpected("compressed data that was not asked for", expected, response.StatusCode);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<JsonDocument> ReadAsync(HttpResponseMessage response, string expected, CancellationToken cancellationToken)
    {
        using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var body = await BoundedBody.ReadAsync(stream, BoundedBody.AnswerLimit, cancellationToken)
            ?? throw Unexpected("far too much", expected, response.StatusCode);
        try
        {
            var document = JsonDocument.Parse(body, VendorJson.Document);
            if (failures.Find(document.RootElement) is not { } error)
                return document;
            document.Dispose();
            throw failures.FromInside(error);
        }
        catch (JsonException)
        {
            throw Unexpected(body.Length == 0 ? "nothing" : "something that is not the expected JSON", expected, response.StatusCode);
        }
    }
}
