namespace SupportBotPortal.Web.Pages.Help;

/// <summary>A remedy as a button.</summary>
/// <param name="Permission">Who may; empty for a page of the vendor.</param>
/// <param name="IsPost">Does something, and is not only a place to go to.</param>
public sealed record HelpAct(string Label, string Url, string Permission = "", bool IsPost = false)
{
    public bool IsElsewhere => Permission.Length == 0;
}
