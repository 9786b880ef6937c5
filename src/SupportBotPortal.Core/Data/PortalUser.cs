using Microsoft.AspNetCore.Identity;

namespace SupportBotPortal.Core.Data;

/// <summary>A person who may sign in.</summary>
public sealed class PortalUser : IdentityUser<Guid>
{
    public bool IsDisabled { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>Who invited this person; <see langword="null"/> for the first owner.</summary>
    public string? InvitedBy { get; set; }

    public DateTime? LastSignInAt { get; set; }

    /// <summary>The secret of an authenticator app, sealed; <see langword="null"/> without one.</summary>
    public byte[]? TotpSecret { get; set; }

    public DateTime? TotpSince { get; set; }

    /// <summary>The half minute since 1970 of the last code that was accepted: none is accepted twice.</summary>
    public long TotpStep { get; set; }

    /// <summary>A secret that an app is to take, sealed: it counts once a code of it was typed.</summary>
    public byte[]? TotpOffer { get; set; }

    public DateTime? TotpOfferedAt { get; set; }

    /// <summary>The session in which the password was typed for it: it is shown in no other one.</summary>
    public byte[]? TotpOfferedTo { get; set; }
}
