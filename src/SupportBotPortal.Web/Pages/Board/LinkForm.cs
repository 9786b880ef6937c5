namespace SupportBotPortal.Web.Pages.Board;

/// <summary>What the form of a link sends.</summary>
public sealed class LinkForm
{
    public string? Name { get; set; }

    public string? Until { get; set; }
}
