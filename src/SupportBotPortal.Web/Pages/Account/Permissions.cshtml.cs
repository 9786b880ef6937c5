using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Pages.Roles;

namespace SupportBotPortal.Web.Pages.Account;

/// <summary>What the person who looks may do.</summary>
[Authorize]
public sealed class PermissionsModel(PermissionCatalog catalog) : PageModel
{
    public PermissionTable Table { get; private set; } = null!;

    public async Task OnGetAsync() => Table = new(catalog, await HttpContext.EffectivePermissionsAsync(), NamesRoles: true);
}
