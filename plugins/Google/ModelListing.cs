using System.Text.Json;
using SupportBotPortal.Plugins.VendorHttp;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.Google;

/// <summary><c>GET {base}/models</c>, page by page.</summary>
internal sealed class ModelListing(VendorCall call)
{
    // At a thousand each, a handful would do: whoever sends more of them does not come to an end.
    private const int MostPages = 100;

    public async Task<IReadOnlyList<DiscoveredModel>> ReadAsync(bool withCredential, CancellationToken cancellationToken)
    {
        var models = new Dictionary<string, DiscoveredModel>(StringComparer.Ordinal);
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        var items = 0;
        var path = "models?pageSize=1000";
        while (true)
        {
            using var page = await call.GetAsync(path, Expected.ListOfModels, withCredential, cancellationToken);
            items += Read(page.RootElement, models);
            if (items > ModelIds.Most)
                throw Unexpected("more than 5,000 models");
            if (VendorJson.Text(VendorJson.Property(page.RootElement, "nextPageToken")) is not { Length: > 0 } token)
                break;
            if (!tokens.Add(token) || tokens.Count >= MostPages)
                throw Unexpected("pages without an end");
            path = $"models?pageSize=1000&pageToken={Uri.EscapeDataString(token)}";
        }

        return models.Count > 0 || items == 0 ? [.. models.Values] : throw Unexpected("nothing but unusable names");
    }

    /// <returns>How many items there were, usable or not.</returns>
    private int Read(JsonElement page, Dictionary<string, DiscoveredModel> models)
    {
        var items = VendorJson.Property(page, "models");
        // Google leaves out what is empty: no models are an empty object, or one that names the next page.
        if (items.ValueKind == JsonValueKind.Undefined && page.ValueKind == JsonValueKind.Object && page.EnumerateObject().All(p => p.NameEquals("nextPageToken")))
            return 0;
        if (items.ValueKind != JsonValueKind.Array)
            throw Unexpected("JSON without a list of models");
        // Only the name is required, and one that cannot be used costs nobody the others.
        foreach (var item in items.EnumerateArray())
        {
            if (VendorJson.Text(VendorJson.Property(item, "name")) is { } name && GoogleModels.Bare(name) is var id && ModelIds.IsFit(id))
                models.TryAdd(id, ToModel(id, item));
        }

        return items.GetArrayLength();
    }

    private static DiscoveredModel ToModel(string id, JsonElement item) => new(id)
    {
        DisplayName = VendorJson.Text(VendorJson.Property(item, "displayName")) is { } name && ModelIds.IsFit(name) && name != id ? name : null,
        CanChat = VendorJson.Property(item, "supportedGenerationMethods") is { ValueKind: JsonValueKind.Array } methods
            ? methods.EnumerateArray().Any(m => VendorJson.Text(m) == "generateContent")
            : null,
        ContextTokens = VendorJson.Count(VendorJson.Property(item, "inputTokenLimit")),
        MaximumOutputTokens = VendorJson.Count(VendorJson.Property(item, "outputTokenLimit")),
        RetiresOn = Retirement.In(item),
    };

    private ProviderFailureException Unexpected(string what) => call.Unexpected(what, Expected.ListOfModels, System.Net.HttpStatusCode.OK);
}
