namespace SupportBotPortal.Web.Security;

/// <summary>What somebody has to do to show who he is.</summary>
public enum ReauthenticationAsk
{
    Password,

    /// <summary>He has no password: at the identity provider, or by a passkey.</summary>
    Confirmation,

    /// <summary>He has just done it.</summary>
    Nothing,
}
