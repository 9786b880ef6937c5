using SupportBotPortal.Core.Plugins;

namespace SupportBotPortal.Core.Health;

/// <summary>Which models a provider is set up with.</summary>
internal static class UsedModels
{
    /// <param name="plugins">Knows the types.</param>
    /// <param name="typeId">The provider's type.</param>
    /// <param name="models">Its own list; where that is empty, the type's defaults count.</param>
    /// <param name="modelId">The one that is asked about.</param>
    public static bool Uses(this PluginCatalog plugins, string typeId, IReadOnlyCollection<string> models, string modelId) =>
        models.Count > 0 ? models.Contains(modelId) : plugins.TypeOf(typeId)?.DefaultModels.Contains(modelId) == true;
}
