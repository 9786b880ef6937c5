namespace SupportBotPortal.Core.People.Users;

/// <summary>What became of an act on a person.</summary>
public enum PersonOutcome
{
    Done,

    /// <summary>Nothing was to be done: it was so already.</summary>
    Already,

    NotFound,

    /// <summary>Somebody else changed it in the meantime; nothing was changed.</summary>
    Changed,

    /// <summary>There is somebody with this email.</summary>
    EmailTaken,

    /// <summary>The person holds, or would hold, what the one who acts does not.</summary>
    BeyondOwn,

    /// <summary>Only an owner acts on owners, and makes them.</summary>
    OwnersOnly,

    /// <summary>Nobody else could give anybody any rights any more.</summary>
    LastOwner,

    /// <summary>The identity provider brings him in, and he has no password.</summary>
    SignsInElsewhere,

    /// <summary>Not to oneself: nobody locks himself out by a slip.</summary>
    Oneself,
}
