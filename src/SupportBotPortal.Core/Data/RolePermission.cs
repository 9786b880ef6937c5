namespace SupportBotPortal.Core.Data;

/// <summary>One permission of one role.</summary>
public sealed class RolePermission
{
    public Guid RoleId { get; set; }

    public required string Permission { get; set; }
}
