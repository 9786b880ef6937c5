namespace SupportBotPortal.PluginSdk;

/// <summary>One way of authenticating, as a choice in the form.</summary>
/// <remarks>
/// A provider has one secret, whichever way is chosen: choosing another one keeps it. Keep the ids from version to version: a
/// provider that was saved with one that is not declared any more cannot be used until a person chooses again.
/// </remarks>
/// <param name="Id">Stable id, lower case, e.g. <c>bearer</c>. Reaches the plugin as <see cref="ProviderCredential.SchemeId"/>.</param>
/// <param name="DisplayName">What people choose, e.g. <c>Bearer token</c>.</param>
/// <param name="NeedsSecret">Whether an API key, token or password belongs to it.</param>
public sealed record AuthScheme(string Id, string DisplayName, bool NeedsSecret)
{
    /// <summary>Label of the secret field, e.g. <c>Password</c>.</summary>
    public string SecretLabel { get; init; } = "API key";

    /// <summary>No credential at all.</summary>
    public static AuthScheme None { get; } = new("none", "None", NeedsSecret: false);

    /// <summary><c>Authorization: Bearer …</c> (RFC 6750).</summary>
    public static AuthScheme Bearer { get; } = new("bearer", "Bearer token", NeedsSecret: true);

    /// <summary><c>Authorization: Basic …</c> (RFC 7617); the user name is a setting of the plugin.</summary>
    public static AuthScheme Basic { get; } = new("basic", "User name and password", NeedsSecret: true) { SecretLabel = "Password" };
}
