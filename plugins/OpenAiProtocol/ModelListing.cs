using System.Globalization;
using System.Net;
using System.Text;
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
        try
        {
            using var document = JsonDocument.Parse(body, ProtocolJson.Document);
            if (UpstreamError.Find(document.RootElement) is { } error)
                throw failures.FromInside(error);
            var items = ProtocolJson.Property(document.RootElement, "data");
            if (items.ValueKind != JsonValueKind.Array)
                throw Unexpected("JSON without a list of models", status);
            if (items.GetArrayLength() > MostModels)
                throw Unexpected("more than 5,000 models", status);
            var models = Read(items);
            return models.Count > 0 || items.GetArrayLength() == 0 ? models : throw Unexpected("nothing but unusable names", status);
        }
        catch (JsonException)
        {
            throw Unexpected(body.Length == 0 ? "nothing" : "something that is not the expected JSON", status);
        }
    }

    // Only the id is required, and one that cannot be used costs nobody the others.
    private List<DiscoveredModel> Read(JsonElement items)
    {
        var models = new List<DiscoveredModel>(items.GetArrayLength());
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items.EnumerateArray())
        {
            if (ProtocolJson.Text(ProtocolJson.Property(item, "id")) is { Length: > 0 and <= LongestId } id && !id.EnumerateRunes().Any(IsUnfit) && seen.Add(id))
                models.Add(ToModel(id, item));
        }

        return models;
    }

    private DiscoveredModel ToModel(string id, JsonElement item) => new(id)
    {
        CanChat = dialect.CanChat(id),
        // vLLM; OpenRouter and others
        ContextTokens = Count(ProtocolJson.Property(item, "max_model_len")) ?? Count(ProtocolJson.Property(item, "context_length")),
        RetiresOn = DateOnly.TryParseExact(ProtocolJson.Text(ProtocolJson.Property(item, "shutdown_date")), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
    };

    private static int? Count(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count > 0 ? count : null;

    // Control characters, lone surrogates, and format characters, among which are those that reverse the reading direction.
    private static bool IsUnfit(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune == Rune.ReplacementChar;

    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Retry-After", out var values) ? RetryAfterHeader.Read(values.First(), connection.Time) : null;

    private ProviderFailureException Unexpected(string what, HttpStatusCode status) =>
        Failures.NotTheExpectedApi($"{dialect.Name} answered with {what} where a list of models was expected", (int)status);
}
