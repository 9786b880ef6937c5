namespace SupportBotPortal.Core.Access;

public enum SetupLinkState
{
    /// <summary>Nobody is being set up: an owner exists.</summary>
    Closed,

    Wrong,
    Expired,
    Valid,
}
