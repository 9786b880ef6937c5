namespace SupportBotPortal.Core.Health;

/// <summary>How the portal is reached from outside; section <c>Portal</c> of the settings.</summary>
public sealed class PortalOptions
{
    public const string Section = "Portal";

    /// <summary>The address under which people open the portal, such as <c>https://portal.example.com</c>. Without it messages carry no links: the portal cannot know how a reverse proxy calls it.</summary>
    public string? PublicUrl { get; set; }

    /// <returns>A page's address; <see langword="null"/> if the portal's is not known.</returns>
    public string? AddressOf(string path) => string.IsNullOrWhiteSpace(PublicUrl) ? null : PublicUrl.Trim().TrimEnd('/') + path;

    internal IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(PublicUrl)) yield break;
        if (!Uri.TryCreate(PublicUrl.Trim(), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
            yield return "Portal:PublicUrl must be the address under which people open the portal, such as https://portal.example.com, without user name, query or fragment.";
    }
}
