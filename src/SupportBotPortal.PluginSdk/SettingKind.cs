namespace SupportBotPortal.PluginSdk;

/// <summary>How a <see cref="SettingField"/> is entered and stored.</summary>
public enum SettingKind
{
    /// <summary>One line of text.</summary>
    Text,

    /// <summary>An absolute http or https address.</summary>
    Url,

    /// <summary>Write-only text, sealed like the API key and never shown again.</summary>
    Secret,

    /// <summary>A whole number, see <see cref="SettingField.Minimum"/> and <see cref="SettingField.Maximum"/>.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>One of <see cref="SettingField.Choices"/>.</summary>
    Choice,

    /// <summary>HTTP headers: names are shown, values are sealed like the API key and never shown again.</summary>
    Headers,

    /// <summary>
    /// The name of one HTTP header, e.g. the one that carries the key. The portal refuses names that it or the connection
    /// decides (<c>Host</c>, <c>Content-Length</c>, metadata headers, …), and one that stands among the
    /// <see cref="Headers"/> too.
    /// </summary>
    HeaderName,
}
