using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.People;
using SupportBotPortal.Core.People.Roles;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Roles;

/// <summary>Asks, and deletes a role.</summary>
[RequirePermission(PeoplePermissions.ViewRoles)]
[RequirePermission(PeoplePermissions.DeleteRoles)]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class DeleteModel(RoleReader roles, RoleChanges changes, Reauthentication reauthentication) : PageModel
{
    [BindProperty]
    public string? Password { get; set; }

    public RoleSummary Summary { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) => await LoadAsync(id, cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        var password = Password;
        Password = null;
        if (await LoadAsync(id, cancellationToken) is { } refused) return refused;
        if (await reauthentication.AskAsync(this, password, cancellationToken) is { } again) return again;

        switch (await changes.DeleteAsync(id, HttpContext.Actor(), cancellationToken))
        {
            case RoleOutcome.Done:
                TempData.Say($"The role “{Summary.Role.Name}” is deleted.");
                return RedirectToPage("/Roles/Index");
            case RoleOutcome.NotFound:
                return NotFound();
            default:
                return Forbid();
        }
    }

    /// <returns>Why not.</returns>
    private async Task<IActionResult?> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await roles.FindAsync(id, cancellationToken) is not { } summary) return NotFound();
        Summary = summary;
        return summary.Role.IsBuiltIn || !(await HttpContext.EffectivePermissionsAsync()).Covers(summary.Allows) ? Forbid() : null;
    }
}
