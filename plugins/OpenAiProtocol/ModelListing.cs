using System.Text.Json;
using SupportBotPortal.Plugins.VendorHttp;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary><c>GET {base}/models</c>.</summary>
internal sealed class ModelListing(VendorCall call, Dialect dialect)
{
    public async Task<IReadOnlyList<DiscoveredModel>> ReadAsync(bool withCredential, CancellationToken cancellationToken)
    {
        using var document = await call.GetAsync("models", Expected.ListOfModels, withCredential, cancellationToken);
        var items = VendorJson.Property(document.RootElement, "data");
        if (items.ValueKind != JsonValueKind.Array)
            throw Unexpected("JSON without a list of models");
        if (items.GetArrayLength() > ModelIds.Most)
            throw Unexpected("more than 5,000 models");
        var models = Read(items);
        return models.Count > 0 || items.GetArrayLength() == 0 ? models : throw Unexpected("nothing but unusable names");
    }

    // Only the id is required, and one that cannot be used costs nobody the others.
    private List<DiscoveredModel> Read(JsonElement items)
    {
        var models = new List<DiscoveredModel>(items.GetArrayLength());
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items.EnumerateArray())
        {
            if (VendorJson.Text(VendorJson.Property(item, "id")) is { } id && ModelIds.IsFit(id) && seen.Add(id))
                models.Add(ListedModel.Read(id, item, dialect));
        }

        return models;
    }

    private ProviderFailureException Unexpected(string what) => call.Unexpected(what, Expected.ListOfModels, System.Net.HttpStatusCode.OK);
}
