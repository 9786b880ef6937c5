using System.Net;
using System.Text.Json;
using SupportBotPortal.Plugins.VendorHttp;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.Anthropic;

/// <summary><c>GET {base}/models</c>, page by page.</summary>
internal sealed class ModelListing(VendorCall call)
{
    // A gateway may give fewer than asked for; the vendor itself needs one page.
    private const int PageSize = 1_000;
    private const int MostPages = 200;
    private const int LongestEnd = 1_000;

    public async Task<IReadOnlyList<DiscoveredModel>> ReadAsync(bool withCredential, CancellationToken cancellationToken)
    {
        var models = new List<DiscoveredModel>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var ends = new HashSet<string>(StringComparer.Ordinal);
        string? after = null;
        for (var page = 0; page < MostPages; page++)
        {
            var path = $"models?limit={PageSize}" + (after is null ? "" : $"&after_id={Uri.EscapeDataString(after)}");
            using var document = await call.GetAsync(path, Expected.ListOfModels, withCredential, cancellationToken);
            var root = document.RootElement;
            var items = VendorJson.Property(root, "data");
            if (items.ValueKind != JsonValueKind.Array)
                throw Unexpected("JSON without a list of models");
            models.AddRange(Read(items, seen));
            if (models.Count > ModelIds.Most)
                throw Unexpected("more than 5,000 models");
            if (VendorJson.Property(root, "has_more").ValueKind != JsonValueKind.True)
                return models.Count > 0 || items.GetArrayLength() == 0 ? models : throw Unexpected("nothing but unusable names");
            // Who promises more and brings nothing, or ends where a page ended before, would do so for ever. An id that no model may
            // have can end a page all the same: it costs nobody the pages behind it.
            after = VendorJson.Text(VendorJson.Property(root, "last_id"));
            if (items.GetArrayLength() == 0 || after is not { Length: > 0 and <= LongestEnd } || !ends.Add(after))
                throw Unexpected("pages that do not go on");
        }

        throw Unexpected("pages without end");
    }

    // Only the id is required, and one that cannot be used costs nobody the others.
    private static IEnumerable<DiscoveredModel> Read(JsonElement items, HashSet<string> seen)
    {
        foreach (var item in items.EnumerateArray())
        {
            if (VendorJson.Text(VendorJson.Property(item, "id")) is { } id && ModelIds.IsFit(id) && seen.Add(id))
                yield return ToModel(id, item);
        }
    }

    private static DiscoveredModel ToModel(string id, JsonElement item) => new(id)
    {
        DisplayName = VendorJson.Text(VendorJson.Property(item, "display_name")) is { } name && name != id && ModelIds.IsFit(name) ? name : null,
        // Everything that this list has takes messages.
        CanChat = true,
        ContextTokens = VendorJson.Count(VendorJson.Property(item, "max_input_tokens")),
        MaximumOutputTokens = VendorJson.Count(VendorJson.Property(item, "max_tokens")),
    };

    private ProviderFailureException Unexpected(string what) => call.Unexpected(what, Expected.ListOfModels, HttpStatusCode.OK);
}
