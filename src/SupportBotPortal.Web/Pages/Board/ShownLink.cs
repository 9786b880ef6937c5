namespace SupportBotPortal.Web.Pages.Board;

/// <summary>A link on the one page that ever shows it.</summary>
public sealed record ShownLink(string Name, string Url)
{
    /// <summary>Without the link.</summary>
    public override string ToString() => $"{nameof(ShownLink)} {Name}";
}
