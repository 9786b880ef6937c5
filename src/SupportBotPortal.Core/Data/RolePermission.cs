namespace SupportBotPortal.Core.Data;

/// <summary>One permission of one role.</summary>
public sealed class RolePermission
{
    public Guid RoleId { get; set; }

    public required string Permission { get; set; }

    /// <summary>Where it holds. Counts only for permissions that are about one provider at a time.</summary>
    public Environments Environments { get; set; } = Environments.Everywhere;
}
