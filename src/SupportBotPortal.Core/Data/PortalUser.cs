using Microsoft.AspNetCore.Identity;

namespace SupportBotPortal.Core.Data;

/// <summary>A person who may sign in.</summary>
public sealed class PortalUser : IdentityUser<Guid>
{
    public bool IsDisabled { get; set; }

    public DateTime CreatedAt { get; set; }
}
