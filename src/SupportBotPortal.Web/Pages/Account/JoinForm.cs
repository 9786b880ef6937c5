namespace SupportBotPortal.Web.Pages.Account;

/// <summary>A password that is chosen by a link.</summary>
public sealed class JoinForm
{
    public string? New { get; set; }

    public string? Repeat { get; set; }
}
