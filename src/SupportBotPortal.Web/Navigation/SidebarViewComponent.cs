using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Navigation;

/// <summary>The sidebar: what exists, and what this person may see of it.</summary>
public sealed class SidebarViewComponent(IEnumerable<NavigationEntry> entries, IEnumerable<INavigationCount> counts, IAuthorizationService authorization) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var visible = new List<NavigationLine>();
        foreach (var entry in entries.OrderBy(e => e.Order))
        {
            if (entry.Permission is not null && !(await authorization.AuthorizeAsync(HttpContext.User, null, new RequirePermissionAttribute(entry.Permission))).Succeeded) continue;
            var count = counts.FirstOrDefault(c => c.Page == entry.Page);
            visible.Add(new(entry, count is null ? 0 : await count.CountAsync(HttpContext.RequestAborted), count?.Meaning));
        }

        return View(visible);
    }
}
