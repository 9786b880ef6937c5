using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Navigation;

/// <summary>The sidebar: what exists, and what this person may see of it.</summary>
public sealed class SidebarViewComponent(IEnumerable<NavigationEntry> entries, IAuthorizationService authorization) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var visible = new List<NavigationEntry>();
        foreach (var entry in entries.OrderBy(e => e.Order))
        {
            if (entry.Permission is null || (await authorization.AuthorizeAsync(HttpContext.User, null, new RequirePermissionAttribute(entry.Permission))).Succeeded) visible.Add(entry);
        }

        return View(visible);
    }
}
