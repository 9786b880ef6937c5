namespace SupportBotPortal.PluginSdk;

/// <summary>With what to authenticate. Put it into exactly one header, never into an address, a log or a message.</summary>
/// <param name="schemeId">The chosen <see cref="AuthScheme.Id"/>.</param>
/// <param name="secret">The key, token or password: printable ASCII, at most 4,096 characters; <see langword="null"/> if the scheme needs none or none is configured.</param>
public sealed class ProviderCredential(string schemeId, string? secret)
{
    /// <summary>The chosen <see cref="AuthScheme.Id"/>.</summary>
    public string SchemeId { get; } = schemeId;

    /// <summary>The key, token or password; <see langword="null"/> if there is none.</summary>
    public string? Secret { get; } = secret;

    /// <summary>Names the scheme only, so that a log line cannot leak the secret.</summary>
    public override string ToString() => $"{SchemeId} credential";
}
