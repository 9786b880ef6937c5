namespace SupportBotPortal.Core.Data;

/// <summary>One permission of one API token.</summary>
public sealed class ApiTokenPermission
{
    public Guid TokenId { get; set; }

    public required string Permission { get; set; }

    /// <summary>Where it holds. Counts only for permissions that are about one provider at a time.</summary>
    public Environments Environments { get; set; } = Environments.Everywhere;
}
