namespace SupportBotPortal.Web.Pages.People;

/// <summary>What the form of an invitation sends, besides the roles.</summary>
public sealed class InviteForm
{
    public string? Email { get; set; }

    /// <summary>Whether the link is mailed to the person, besides being shown.</summary>
    public bool SendsMail { get; set; }
}
