namespace SupportBotPortal.Core.People.External;

/// <summary>A group at the identity provider, and the role that it gives here.</summary>
public sealed class GroupRole
{
    public string Group { get; set; } = "";

    public string Role { get; set; } = "";
}
