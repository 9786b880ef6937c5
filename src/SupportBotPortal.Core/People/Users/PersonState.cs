namespace SupportBotPortal.Core.People.Users;

/// <summary>Whether a person can sign in.</summary>
public enum PersonState
{
    Active,

    /// <summary>Has not chosen a password yet.</summary>
    Invited,

    /// <summary>Has to choose a new password, by the link.</summary>
    AwaitsPassword,

    /// <summary>For a while, after too many wrong passwords.</summary>
    Locked,

    Disabled,
}
