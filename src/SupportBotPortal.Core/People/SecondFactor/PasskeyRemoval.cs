namespace SupportBotPortal.Core.People.SecondFactor;

/// <summary>What became of removing a passkey.</summary>
public enum PasskeyRemoval
{
    Done,

    NotFound,

    /// <summary>Its person could not sign in any more; nothing was changed.</summary>
    OnlyWayIn,
}
