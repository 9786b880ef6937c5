using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Pages.People;
using SupportBotPortal.Web.Pages.Roles;

namespace SupportBotPortal.Web.Pages.Account;

/// <summary>What the person who looks may do, and where he is signed in.</summary>
[Authorize]
public sealed class IndexModel(PersonReader people, PermissionCatalog catalog) : PageModel
{
    public PermissionTable Table { get; private set; } = null!;

    public SessionList Sessions { get; private set; } = new([], null);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Table = new(catalog, await HttpContext.EffectivePermissionsAsync(), NamesRoles: true);
        var asking = SessionStore.MarkOf(HttpContext);
        var sessions = await people.SessionsAsync(HttpContext.Actor().Id ?? Guid.Empty, cancellationToken);
        Sessions = new([.. sessions.Select(s => SessionRow.Of(s, asking)).OrderByDescending(row => row.IsThis)], Url.Page("/Account/Sessions"));
    }
}
