namespace SupportBotPortal.Web.Pages.Providers.Keys;

/// <summary>What became of a new key after its test.</summary>
public enum KeySwitchOutcome
{
    /// <summary>It is stored and used from now on.</summary>
    Switched,

    /// <summary>Not proven, so the old one is still used; the person may insist.</summary>
    NotProven,

    /// <summary>Refused for another reason than the key itself.</summary>
    Refused,
}
