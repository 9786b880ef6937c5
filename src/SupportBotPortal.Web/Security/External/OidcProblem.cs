namespace SupportBotPortal.Web.Security.External;

/// <summary>Why signing in through the identity provider came to nothing.</summary>
public enum OidcProblem
{
    /// <summary>It does not answer, or not as one.</summary>
    Unreachable,

    /// <summary>The person or the provider said no.</summary>
    Refused,

    /// <summary>It took too long, was begun in another browser, or its answer could not be believed.</summary>
    Failed,

    NoAccount,

    NoRole,

    NoEmail,

    EmailTaken,

    Disabled,

    /// <summary>The account there is connected with somebody else's here.</summary>
    SomebodyElses,

    /// <summary>Who confirmed there is not who is signed in here, or did so too long ago.</summary>
    NotConfirmed,
}
