using Microsoft.AspNetCore.Identity;

namespace SupportBotPortal.Core.Data;

/// <summary>A named set of permissions.</summary>
public sealed class PortalRole : IdentityRole<Guid>
{
    public string Description { get; set; } = "";

    public bool IsBuiltIn { get; set; }

    public DateTime UpdatedAt { get; set; }

    /// <summary>Optimistic concurrency: grows with every change.</summary>
    public int Version { get; set; }

    public List<RolePermission> Permissions { get; set; } = [];
}
