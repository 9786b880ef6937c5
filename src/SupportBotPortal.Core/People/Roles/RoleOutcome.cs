namespace SupportBotPortal.Core.People.Roles;

/// <summary>What became of a change of a role.</summary>
public enum RoleOutcome
{
    Done,
    NotFound,

    /// <summary>Somebody else changed it in the meantime; nothing was changed.</summary>
    Conflict,

    /// <summary>Somebody else took the name after it was checked; nothing was changed.</summary>
    NameTaken,

    /// <summary>It comes with the portal, and stays as it is.</summary>
    BuiltIn,

    /// <summary>It has, or would have, what the person does not hold.</summary>
    BeyondOwn,
}
