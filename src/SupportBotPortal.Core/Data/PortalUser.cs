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
}
