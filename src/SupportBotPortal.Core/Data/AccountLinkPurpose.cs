namespace SupportBotPortal.Core.Data;

/// <summary>What a link to an account is for.</summary>
public enum AccountLinkPurpose
{
    /// <summary>Somebody new chooses a first password.</summary>
    Invitation,

    /// <summary>Somebody chooses another password; until then the old one no longer works.</summary>
    PasswordReset,
}
