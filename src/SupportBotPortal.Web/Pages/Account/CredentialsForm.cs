namespace SupportBotPortal.Web.Pages.Account;

/// <summary>Who signs in or is set up.</summary>
public sealed class CredentialsForm
{
    public string? Email { get; set; }

    public string? Password { get; set; }

    public string? Repeat { get; set; }
}
