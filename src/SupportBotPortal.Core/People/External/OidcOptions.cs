namespace SupportBotPortal.Core.People.External;

/// <summary>An identity provider (OpenID Connect) through which people may sign in; section <c>Oidc</c> of the settings.</summary>
public sealed class OidcOptions
{
    public const string Section = "Oidc";

    /// <summary>Where its <c>/.well-known/openid-configuration</c> lies. Without it nobody signs in that way.</summary>
    public string? Authority { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>A file that holds the secret, instead of <see cref="ClientSecret"/>.</summary>
    public string? ClientSecretFile { get; set; }

    /// <summary>What people call it.</summary>
    public string Name { get; set; } = "single sign-on";

    /// <summary>Beyond <c>openid profile email</c>, such as the one that brings groups.</summary>
    public IList<string> Scopes { get; } = [];

    /// <summary>The claim that names somebody's groups.</summary>
    public string GroupsClaim { get; set; } = "groups";

    /// <summary>Which group gives which role. These roles are then the identity provider's to give and take, at each sign-in.</summary>
    public IList<GroupRole> Roles { get; } = [];

    /// <summary>Whether somebody whom the portal does not know gets an account.</summary>
    public bool CreatesPeople { get; set; } = true;

    /// <summary>Whether somebody whose verified email is that of an account gets into it.</summary>
    public bool LinksByEmail { get; set; } = true;

    /// <summary>For identity providers that do not say so, and let nobody choose an email himself.</summary>
    public bool EmailsAreVerified { get; set; }

    public bool IsOn => !string.IsNullOrWhiteSpace(Authority);

    public string? ReadSecret() => string.IsNullOrWhiteSpace(ClientSecretFile) ? ClientSecret : File.ReadAllText(ClientSecretFile).Trim();

    internal IEnumerable<string> Problems(bool allowHttp)
    {
        if (!IsOn) yield break;
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var url) || !(url.Scheme == Uri.UriSchemeHttps || (allowHttp && url is { Scheme: "http", IsLoopback: true })))
            yield return "Oidc:Authority must be the https address of the identity provider, such as https://login.example.com/realms/staff.";
        if (string.IsNullOrWhiteSpace(ClientId)) yield return "Oidc:ClientId is missing: the identity provider gives it to the portal when it is registered there.";
        if (!string.IsNullOrWhiteSpace(ClientSecret) && !string.IsNullOrWhiteSpace(ClientSecretFile)) yield return "Oidc:ClientSecret and Oidc:ClientSecretFile are both set; keep one of them.";
        if (!string.IsNullOrWhiteSpace(ClientSecretFile) && !File.Exists(ClientSecretFile)) yield return $"Oidc:ClientSecretFile names {ClientSecretFile}, where there is no file.";
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > 60) yield return "Oidc:Name must have 1 to 60 characters: it is what people read on the button.";
        if (Roles.Any(r => string.IsNullOrWhiteSpace(r.Group) || string.IsNullOrWhiteSpace(r.Role))) yield return "Each entry of Oidc:Roles needs a Group and a Role.";
    }
}
