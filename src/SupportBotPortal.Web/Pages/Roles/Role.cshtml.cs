using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.People;
using SupportBotPortal.Core.People.Roles;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Roles;

/// <summary>What a role allows, and who has it.</summary>
[RequirePermission(PeoplePermissions.ViewRoles)]
public sealed class RoleModel(RoleReader roles, PermissionCatalog catalog) : PageModel
{
    public RoleSummary Summary { get; private set; } = null!;

    public PermissionTable Table => new(catalog, Summary.Allows, NamesRoles: false);

    /// <summary>Whether this person could change it, if the permission is held.</summary>
    public bool MayChange { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await roles.FindAsync(id, cancellationToken) is not { } summary) return NotFound();
        Summary = summary;
        MayChange = !summary.Role.IsBuiltIn && (await HttpContext.EffectivePermissionsAsync()).Covers(summary.Allows);
        return Page();
    }
}
