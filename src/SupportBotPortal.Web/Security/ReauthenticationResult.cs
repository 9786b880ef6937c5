namespace SupportBotPortal.Web.Security;

/// <summary>What came of asking for the password once more.</summary>
/// <param name="IsAccepted">It was right.</param>
/// <param name="Sentence">Why not, for the person.</param>
/// <param name="HasEndedSession">There is no session any more: only the sign-in page is left.</param>
public sealed record ReauthenticationResult(bool IsAccepted, string Sentence = "", bool HasEndedSession = false)
{
    public const string LockedSentence = "The account is locked for a while after too many tries. Wait ten minutes, then try again.";

    public const string BusySentence = "So many passwords are being tried here at the moment that yours was not checked. Wait a minute, then try again.";

    public static ReauthenticationResult Accepted { get; } = new(true);

    public static ReauthenticationResult Wrong { get; } = new(false, "The password is not right. Nothing was changed.");

    /// <summary>Nothing was guessed, so nothing is counted.</summary>
    public static ReauthenticationResult Empty { get; } = new(false, "Enter your password.");

    public static ReauthenticationResult Locked { get; } = new(false, LockedSentence);

    public static ReauthenticationResult Busy { get; } = new(false, BusySentence);

    public static ReauthenticationResult MayLess { get; } = new(false, "What you may do has changed while your password was checked. Load the page again. Nothing was changed.");

    public static ReauthenticationResult NotProven { get; } = new(false, "Confirm first who you are: it opens in another tab. What you typed stays here.");

    public static ReauthenticationResult SignedOut { get; } = new(false, HasEndedSession: true);
}
