using Microsoft.AspNetCore.Html;
using SupportBotPortal.Web.Board;

namespace SupportBotPortal.Web.Pages.Board;

/// <summary>The board on a screen.</summary>
/// <param name="Frame">What it shows at first.</param>
/// <param name="Stream">Where it is updated from.</param>
/// <param name="Theme">“dark” or “light”; <see langword="null"/> as the screen's system has it.</param>
public sealed record BoardView(BoardFrame Frame, string Stream, string? Theme)
{
    /// <summary>Whether there is a way back to the portal.</summary>
    public bool IsSignedIn { get; init; }

    public IHtmlContent Html => new HtmlString(Frame.Html);

    /// <summary>A theme that was asked for in the address; another word is none.</summary>
    public static string? ThemeOf(string? asked) => asked is "dark" or "light" ? asked : null;
}
