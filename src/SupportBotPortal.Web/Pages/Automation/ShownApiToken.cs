namespace SupportBotPortal.Web.Pages.Automation;

/// <summary>A token on the one page that ever shows it.</summary>
/// <param name="BaseUrl">Where the API is.</param>
public sealed record ShownApiToken(string Name, string Token, string BaseUrl)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => $"{nameof(ShownApiToken)} {Name}";
}
