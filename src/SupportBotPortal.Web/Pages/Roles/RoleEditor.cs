using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.People.Roles;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Roles;

/// <summary>The form of a role as it is shown.</summary>
/// <param name="Existing">The role that is changed; <see langword="null"/> for a new one.</param>
/// <param name="Own">What the person holds, and so may give.</param>
public sealed record RoleEditor(RoleForm Form, RoleSummary? Existing, PermissionCatalog Catalog, EffectivePermissions Own)
{
    public IReadOnlyList<FieldMessage> Errors { get; init; } = [];

    public EditConflict? Conflict { get; init; }

    public IEnumerable<string> ErrorsOf(string field) => Errors.Where(e => e.Field == field).Select(e => e.Message);

    public string? InvalidIf(string field) => ErrorsOf(field).Any() ? "true" : null;

    public GrantEditor Grants => new(Form, Catalog, Own, Errors);
}
