namespace SupportBotPortal.PluginSdk;

/// <summary>How a <see cref="SettingField"/> is entered and stored.</summary>
/// <remarks>The numbers are compiled into plugins: a new member takes a new one.</remarks>
public enum SettingKind
{
    /// <summary>One line of text.</summary>
    Text = 0,

    /// <summary>An absolute http or https address.</summary>
    Url = 1,

    /// <summary>Write-only text, sealed like the API key and never shown again. One line of printable ASCII, at most 4,096 characters. Read with <see cref="ProviderSettings.Text"/>.</summary>
    Secret = 2,

    /// <summary>A whole number, see <see cref="SettingField.Minimum"/> and <see cref="SettingField.Maximum"/>.</summary>
    Number = 3,

    /// <summary>Yes or no.</summary>
    Boolean = 4,

    /// <summary>One of <see cref="SettingField.Choices"/>.</summary>
    Choice = 5,

    /// <summary>HTTP headers: names are shown, values are sealed like the API key and never shown again.</summary>
    Headers = 6,

    /// <summary>
    /// The name of one HTTP header, e.g. the one that carries the key. The portal refuses names that it or the connection
    /// decides (<c>Host</c>, <c>Content-Length</c>, metadata headers, …), and one that stands among the
    /// <see cref="Headers"/> too.
    /// </summary>
    HeaderName = 7,
}
