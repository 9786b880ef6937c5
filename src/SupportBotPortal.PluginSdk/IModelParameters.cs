namespace SupportBotPortal.PluginSdk;

/// <summary>
/// An optional ability of an <see cref="IProviderPlugin"/>: knows beforehand what models refuse. The portal says so at the field and does not
/// send it; what no plugin knows, the portal learns from the first refusal.
/// </summary>
public interface IModelParameters
{
    /// <summary>What a model is known to refuse, by its vendor's documentation. Must neither block nor call out.</summary>
    /// <param name="baseUrl">Of the provider, as <see cref="ProviderConnection.BaseUrl"/>.</param>
    /// <param name="modelId">As <see cref="DiscoveredModel.Id"/>.</param>
    /// <returns>Empty if it refuses nothing, or nothing is known.</returns>
    IReadOnlyCollection<GenerationParameter> RefusedBy(Uri baseUrl, string modelId);
}
