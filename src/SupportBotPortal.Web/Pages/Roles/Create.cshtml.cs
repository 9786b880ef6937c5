using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.People;
using SupportBotPortal.Core.People.Roles;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Roles;

/// <summary>Makes a role.</summary>
[RequirePermission(PeoplePermissions.ViewRoles)]
[RequirePermission(PeoplePermissions.CreateRoles)]
[EnableRateLimiting(RequestLimits.SignIn)]
[ManyChoices]
public sealed class CreateModel(RoleReader roles, RoleRules rules, RoleChanges changes, PermissionCatalog catalog, Reauthentication reauthentication) : PageModel
{
    [BindProperty]
    public RoleForm Form { get; set; } = new();

    [BindProperty]
    public string? Password { get; set; }

    public RoleEditor Editor { get; private set; } = null!;

    /// <param name="from">A role whose permissions it begins with.</param>
    public async Task<IActionResult> OnGetAsync(Guid? from, CancellationToken cancellationToken)
    {
        var own = await HttpContext.EffectivePermissionsAsync();
        if (from is { } id)
        {
            if (await roles.FindAsync(id, cancellationToken) is not { } source) return NotFound();
            Form = RoleForm.CopyOf(source.Role, own);
        }

        Editor = new(Form, null, catalog, own);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var password = Password;
        Password = null;
        var own = await HttpContext.EffectivePermissionsAsync();
        Editor = new(Form, null, catalog, own);
        var check = await rules.CheckAsync(Form.ToInput(), own, null, cancellationToken);
        if (!check.IsValid) return Refuse(check.Errors);
        if (await reauthentication.AskAsync(this, password, cancellationToken) is { } again) return again;

        var (outcome, made) = await changes.CreateAsync(check, HttpContext.Actor(), cancellationToken);
        switch (outcome)
        {
            case RoleOutcome.Done:
                TempData.Say($"“{check.Name}” is added. Nobody has it yet.");
                return RedirectToPage("/Roles/Role", new { id = made });
            case RoleOutcome.NameTaken:
                return Refuse([new(nameof(Form.Name), RoleRules.NameTaken(check.Name))]);
            default:
                return Forbid();
        }
    }

    private PageResult Refuse(IReadOnlyList<FieldMessage> errors)
    {
        Editor = Editor with { Errors = errors };
        return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }
}
