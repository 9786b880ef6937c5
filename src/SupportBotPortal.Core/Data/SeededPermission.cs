namespace SupportBotPortal.Core.Data;

/// <summary>Remembers which permissions were already given to their default roles, so that taking one away lasts.</summary>
public sealed class SeededPermission
{
    public required string Permission { get; set; }
}
