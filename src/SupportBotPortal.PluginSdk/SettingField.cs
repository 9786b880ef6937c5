namespace SupportBotPortal.PluginSdk;

/// <summary>One form field of a provider type. The portal renders, validates and stores it.</summary>
/// <param name="Key">Stable key: begins with a lower-case letter, then <c>[a-z0-9_]</c>, 1–40 characters, unique within the type.</param>
/// <param name="Label">What people read above the field.</param>
/// <param name="Kind">How it is entered and stored.</param>
public sealed record SettingField(string Key, string Label, SettingKind Kind)
{
    /// <summary>A sentence below the field. As every text of a declaration at most 2,000 characters, and without invisible ones.</summary>
    public string Help { get; init; } = "";

    /// <summary>Shown in an empty field as an example; never sent.</summary>
    public string Placeholder { get; init; } = "";

    /// <summary>Value of a new provider, as text: <c>"true"</c>, <c>"30"</c>, a choice's value. <see langword="null"/> = empty.</summary>
    public string? Default { get; init; }

    /// <summary>Whether it must be filled in (where it applies, see <see cref="AuthSchemes"/>).</summary>
    /// <remarks>
    /// A stored <see cref="SettingKind.Secret"/> counts as filled in. Of a <see cref="SettingKind.Choice"/> one must be chosen, of
    /// <see cref="SettingKind.Headers"/> there must be one at least. It means nothing for a <see cref="SettingKind.Boolean"/>, which
    /// is always yes or no.
    /// </remarks>
    public bool Required { get; init; }

    /// <summary>
    /// Longest text, in characters, for <see cref="SettingKind.Text"/> only. A <see cref="SettingKind.Secret"/> has up to 4,096
    /// printable ASCII characters, a <see cref="SettingKind.HeaderName"/> up to 100.
    /// </summary>
    public int MaximumLength { get; init; } = 200;

    /// <summary>
    /// A regular expression that the whole text must match, for <see cref="SettingKind.Text"/>; <see langword="null"/> = any text.
    /// Without look-around and back-references: the portal matches in linear time
    /// (<see cref="System.Text.RegularExpressions.RegexOptions.NonBacktracking"/>). Not asked of an empty field: use <see cref="Required"/>.
    /// </summary>
    public string? Pattern { get; init; }

    /// <summary>The sentence shown at the field when <see cref="Pattern"/> does not match; required with it.</summary>
    public string PatternHelp { get; init; } = "";

    /// <summary>Smallest number, for <see cref="SettingKind.Number"/>.</summary>
    public long? Minimum { get; init; }

    /// <summary>Largest number, for <see cref="SettingKind.Number"/>.</summary>
    public long? Maximum { get; init; }

    /// <summary>What can be chosen, for <see cref="SettingKind.Choice"/>.</summary>
    public IReadOnlyList<SettingChoice> Choices { get; init; } = [];

    /// <summary>Ids of the <see cref="AuthScheme"/>s with which the field is shown; empty = always.</summary>
    public IReadOnlyList<string> AuthSchemes { get; init; } = [];
}
