namespace SupportBotPortal.PluginSdk;

/// <summary>A model that the provider listed.</summary>
/// <param name="Id">The id by which it is called, 1–200 characters, no control characters.</param>
public sealed record DiscoveredModel(string Id)
{
    /// <summary>The vendor's name for people, if it differs from the id.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Whether it can hold a conversation; <see langword="null"/> if the provider does not say.</summary>
    public bool? CanChat { get; init; }

    /// <summary>Context size in tokens.</summary>
    public int? ContextTokens { get; init; }

    /// <summary>Most tokens it puts out.</summary>
    public int? MaximumOutputTokens { get; init; }

    /// <summary>The day on which the vendor switches it off.</summary>
    public DateOnly? RetiresOn { get; init; }
}
