namespace SupportBotPortal.Web.Pages.Bots;

/// <summary>A token on the one page that ever shows it.</summary>
/// <param name="BaseUrl">What its bot calls.</param>
public sealed record ShownToken(string Name, string Token, string BaseUrl)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => $"{nameof(ShownToken)} {Name}";
}
