using System.Globalization;
using System.Net;
using System.Text.Json;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary><c>GET {base}/models</c>.</summary>
internal sealed class ModelListing(ProviderConnection connection, Dialect dialect, RequestHeaders headers, Failures failures)
{
    private const int MostModels = 5_000;
    private const int LongestId = 200;

    public async Task<IReadOnlyList<DiscoveredModel>> ReadAsync(bool withCredential, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, connection.Endpoint("models"));
        request.Headers.Accept.Add(new("application/json"));
        headers.Apply(request.Headers, withCredential);
        using var response = await connection.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var status = (int)response.StatusCode;
        var type = response.Content.Headers.ContentType?.MediaType;
        if (!response.IsSuccessStatusCode)
            throw failures.FromStatus(status, type, await BoundedBody.ReadErrorAsync(stream, cancellationToken), RetryAfter(response), generating: false);
        if (WebPage.IsHtml(type))
            throw Unexpected("a web page", response.StatusCode);
        if (response.Content.Headers.ContentEncoding.Any(e => !e.Equals("identity", StringComparison.OrdinalIgnoreCase)))
            throw Unexpected("compressed data that was not asked for", response.StatusCode);
        var body = await BoundedBody.ReadAsync(stream, BoundedBody.ModelsLimit, cancellationToken)
            ?? throw Unexpected("far too much", response.StatusCode);
        return Parse(body, response.StatusCode);
    }

    private List<DiscoveredModel> Parse(byte[] body, HttpStatusCode status)
    {
        if (UpstreamError.Find(body) is { } error)
            throw failures.FromInside(error);
        ModelList? list;
        try
        {
            list = JsonSerializer.Deserialize(body, ProtocolJson.Default.ModelList);
        }
        catch (JsonException)
        {
            throw Unexpected(body.Length == 0 ? "nothing" : "something that is not the expected JSON", status);
        }

        if (list?.Data is not { } items)
            throw Unexpected("JSON without a list of models", status);
        if (items.Count > MostModels)
            throw Unexpected("more than 5,000 models", status);
        var models = new List<DiscoveredModel>(items.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (item?.Id is not { Length: > 0 and <= LongestId } id || id.Any(IsUnfit))
                throw Unexpected("a model without a usable name", status);
            if (seen.Add(id))
                models.Add(ToModel(id, item));
        }

        return models;
    }

    private DiscoveredModel ToModel(string id, ModelItem item) => new(id)
    {
        CanChat = dialect.CanChat(id),
        ContextTokens = Count(item.MaximumModelLength) ?? Count(item.ContextLength),
        RetiresOn = item.ShutdownDate.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(item.ShutdownDate.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
    };

    private static int? Count(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count > 0 ? count : null;

    // Control characters, lone surrogates, and format characters, among which are those that reverse the reading direction.
    private static bool IsUnfit(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Retry-After", out var values) ? RetryAfterHeader.Read(values.First(), connection.Time) : null;

    private ProviderFailureException Unexpected(string what, HttpStatusCode status) =>
        Failures.NotTheExpectedApi($"{dialect.Name} answered with {what} where a list of models was expected", (int)status);
}
