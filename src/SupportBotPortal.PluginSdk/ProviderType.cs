namespace SupportBotPortal.PluginSdk;

/// <summary>What a plugin offers. The portal renders forms, help and links from it.</summary>
/// <remarks>
/// Names and labels have 1–60 characters, other texts at most 2,000, all together at most 256 KB; none may hold control or format
/// characters (sentences may have line breaks). A type whose name another one has already is shown with its plugin's id behind it.
/// </remarks>
public sealed record ProviderType
{
    /// <summary>Stable id, lower case <c>[a-z0-9-]</c>, 1–40 characters. Stored with every provider and part of what seals its key: never change it.</summary>
    public required string Id { get; init; }

    /// <summary>The name people read, 1–60 characters, e.g. <c>OpenAI</c>.</summary>
    public required string DisplayName { get; init; }

    /// <summary>One sentence below the type in the form.</summary>
    public string Description { get; init; } = "";

    /// <summary>Prefills the base URL; <see langword="null"/> if there is no sensible one.</summary>
    public Uri? DefaultBaseUrl { get; init; }

    /// <summary>Endings that people paste and that do not belong to a base URL, e.g. <c>/chat/completions</c>. The portal removes them and says so.</summary>
    public IReadOnlyList<string> EndpointSuffixes { get; init; } = [];

    /// <summary>
    /// Path that base URLs of this type usually end with, e.g. <c>/v1</c>; offered, not applied, when it is missing.
    /// <see langword="null"/> if there is none.
    /// </summary>
    public string? UsualPath { get; init; }

    /// <summary>How one may authenticate, the preferred first. At least one.</summary>
    public required IReadOnlyList<AuthScheme> AuthSchemes { get; init; }

    /// <summary>
    /// Further form fields, at most 50. Those that belong to the chosen authentication scheme come first, beside it and before the
    /// key; those that are always shown come after the key. Within each of the two the order is that of this list.
    /// </summary>
    public IReadOnlyList<SettingField> Settings { get; init; } = [];

    /// <summary>Used while a provider's own list of models is empty. Ids as in <see cref="DiscoveredModel.Id"/>.</summary>
    public IReadOnlyList<string> DefaultModels { get; init; } = [];

    /// <summary>Where people find more.</summary>
    public ProviderLinks Links { get; init; } = new();

    /// <summary>Help texts for the fields that every provider has.</summary>
    public ProviderHelp Help { get; init; } = new();
}
