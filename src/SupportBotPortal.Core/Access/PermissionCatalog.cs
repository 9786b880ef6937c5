namespace SupportBotPortal.Core.Access;

/// <summary>All permissions of all features.</summary>
public sealed class PermissionCatalog(IEnumerable<Permission> permissions)
{
    public IReadOnlyList<Permission> All { get; } = [.. permissions.OrderBy(p => p.Name, StringComparer.Ordinal)];
}
