using Microsoft.AspNetCore.Identity;

namespace SupportBotPortal.Core.Data;

/// <summary>A named set of permissions.</summary>
public sealed class PortalRole : IdentityRole<Guid>
{
    public string Description { get; set; } = "";

    public bool IsBuiltIn { get; set; }

    public List<RolePermission> Permissions { get; set; } = [];
}
