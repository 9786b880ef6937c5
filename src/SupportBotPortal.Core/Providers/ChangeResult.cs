namespace SupportBotPortal.Core.Providers;

/// <summary>How a change of a provider ended.</summary>
public enum ChangeOutcome
{
    Done,
    NotFound,

    /// <summary>Somebody else changed it in the meantime; nothing was changed.</summary>
    Conflict,

    /// <summary>Somebody else took the name after it was checked; nothing was changed.</summary>
    NameTaken,

    /// <summary>It would change another provider as well, which this person may not edit; nothing was changed.</summary>
    OtherNotAllowed,
}

/// <param name="Outcome">How it ended.</param>
/// <param name="Slug">The provider's address, when done.</param>
/// <param name="ConnectionChanged">Whether address, key or settings changed: then a test is due.</param>
public sealed record ChangeResult(ChangeOutcome Outcome, string Slug = "", bool ConnectionChanged = false);
