namespace SupportBotPortal.Web.Security;

/// <summary>What came of trying to sign in.</summary>
public enum SignInOutcome
{
    /// <summary>Of whom, and why, is nobody's business.</summary>
    Refused,

    /// <summary>Too many passwords are tried at once: this one was not checked.</summary>
    Busy,

    /// <summary>The password is right; a second factor is asked for.</summary>
    NeedsSecondFactor,

    SignedIn,

    /// <summary>The portal is locked: the secret of the app cannot be opened, so that its codes cannot be checked.</summary>
    AppUnavailable,

    /// <summary>That was the last try for a while.</summary>
    Locked,

    /// <summary>Nobody is half signed in any more: it begins again with the password.</summary>
    Ended,
}
