namespace SupportBotPortal.Web.Pages.Account;

/// <summary>A change of one's own password.</summary>
public sealed class PasswordForm
{
    public string? Current { get; set; }

    public string? New { get; set; }

    public string? Repeat { get; set; }

    /// <summary>Whether the programs that act for this person lose their tokens, too.</summary>
    public bool RevokesTokens { get; set; }
}
