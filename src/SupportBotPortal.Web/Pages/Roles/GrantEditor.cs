using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Web.Pages.Roles;

/// <summary>The choice of permissions as it is shown.</summary>
/// <param name="Own">What the person holds, and so may give.</param>
public sealed record GrantEditor(GrantForm Form, PermissionCatalog Catalog, EffectivePermissions Own, IReadOnlyList<FieldMessage> Errors)
{
    /// <summary>What there is to choose from.</summary>
    public IReadOnlyList<PermissionGroup> Groups { get; init; } = Catalog.Groups;

    public IEnumerable<string> ErrorsOf(string field) => Errors.Where(e => e.Field == field).Select(e => e.Message);

    public string? InvalidIf(string field) => ErrorsOf(field).Any() ? "true" : null;

    public bool MayGive(Permission permission) => Own.Includes(permission.Name);

    public bool MayGive(Permission permission, Environments one) => Own.Where(permission.Name).Covers(one);

    /// <summary>A new one is offered everywhere the person may give it.</summary>
    public bool IsTicked(Permission permission, Environments one) =>
        Form.Permissions.Contains(permission.Name) ? Form.WhereOf(permission.Name).Covers(one) : MayGive(permission, one);

    /// <summary>Titles of what comes with it.</summary>
    public IReadOnlyList<string> Brings(Permission permission)
    {
        ArgumentNullException.ThrowIfNull(permission);
        return [.. Catalog.WithImplied(permission.Name).Skip(1).Select(p => p.Title)];
    }
}
