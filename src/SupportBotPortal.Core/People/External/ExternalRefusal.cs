namespace SupportBotPortal.Core.People.External;

/// <summary>Why somebody whom the identity provider knows gets in nowhere here.</summary>
public enum ExternalRefusal
{
    None,

    /// <summary>There is no account, and none is made.</summary>
    NoAccount,

    /// <summary>There would be an account, but no group of his gives a role.</summary>
    NoRole,

    /// <summary>The account with his email cannot be told to be his.</summary>
    EmailTaken,

    /// <summary>The identity provider does not say an email, without which there is no account.</summary>
    NoEmail,

    Disabled,
}
