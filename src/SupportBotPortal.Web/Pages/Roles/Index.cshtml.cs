using Humanizer;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People;
using SupportBotPortal.Core.People.Roles;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Roles;

/// <summary>Which roles there are.</summary>
[RequirePermission(PeoplePermissions.ViewRoles)]
public sealed class IndexModel(RoleReader roles, PermissionCatalog catalog) : PageModel
{
    public IReadOnlyList<RoleSummary> Roles { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Roles = await roles.AllAsync(cancellationToken);

    /// <summary>E.g. “12 of 40 permissions, 3 of them with a high risk”.</summary>
    public string Sum(RoleSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var held = catalog.All.Where(p => summary.Allows.Includes(p.Name)).ToList();
        if (held.Count == catalog.All.Count) return "Everything";
        var high = held.Count(p => p.Risk == PermissionRisk.High);
        return $"{held.Count} of {"permission".ToQuantity(catalog.All.Count)}" + (high == 0 ? "" : $", {high} with a high risk");
    }

    /// <summary>Where it holds in some environments only.</summary>
    public string Narrowed(RoleSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var where = catalog.All.Where(p => p.IsPerEnvironment && summary.Allows.Where(p.Name) is not (Environments.None or Environments.Everywhere)).Select(p => summary.Allows.Where(p.Name)).Distinct().ToList();
        return where.Count switch
        {
            0 => "",
            1 => $"Acts on providers: {where[0].Words()} only",
            _ => "Acts on providers: narrowed to environments",
        };
    }
}
