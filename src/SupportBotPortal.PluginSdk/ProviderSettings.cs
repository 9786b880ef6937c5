using System.Globalization;

namespace SupportBotPortal.PluginSdk;

/// <summary>The values of a provider's <see cref="SettingField"/>s, already validated by the portal against the schema.</summary>
public sealed class ProviderSettings
{
    private readonly IReadOnlyDictionary<string, string> values;

    /// <summary>Makes settings from texts by field key and from headers.</summary>
    /// <param name="values">Values by <see cref="SettingField.Key"/>, as text.</param>
    /// <param name="headers">Name and value of each custom header.</param>
    public ProviderSettings(
        IReadOnlyDictionary<string, string> values,
        IReadOnlyList<KeyValuePair<string, string>>? headers = null)
    {
        this.values = values;
        Headers = headers ?? [];
    }

    /// <summary>No settings at all.</summary>
    public static ProviderSettings Empty { get; } = new(new Dictionary<string, string>());

    /// <summary>Custom headers from a <see cref="SettingKind.Headers"/> field. Values may be secret: never log them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>
    /// The text of a field, without spaces around it, or <see langword="null"/> if it is empty or belongs to another
    /// <see cref="AuthScheme"/>. Also for a secret, an address, a choice's value and a header's name.
    /// </summary>
    public string? Text(string key) => values.TryGetValue(key, out var value) && value.Length > 0 ? value : null;

    /// <summary>The number of a field, or <see langword="null"/> if it is empty.</summary>
    public long? Number(string key) =>
        long.TryParse(Text(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Whether a yes-or-no field is yes.</summary>
    public bool Flag(string key) => Text(key) == "true";

    /// <summary>Names the type only: values may be secret.</summary>
    public override string ToString() => nameof(ProviderSettings);
}
