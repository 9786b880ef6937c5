using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>With which model a test tries, if nobody said.</summary>
internal static class ProbedModel
{
    // Never an invented name: gateways answer those with "invalid key".
    public static string? Choose(IVendorApi api, IReadOnlyList<DiscoveredModel> models)
    {
        if (api.CatalogueNote is not null)
            return null;
        var listed = models.Where(m => m.CanChat != false).Select(m => m.Id).ToList();
        return api.DefaultModels.FirstOrDefault(listed.Contains)
            ?? (listed.Count > 0 ? listed[0] : models.Count == 0 && api.DefaultModels is [var first, ..] ? first : null);
    }
}
