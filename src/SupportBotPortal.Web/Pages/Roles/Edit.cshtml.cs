using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People;
using SupportBotPortal.Core.People.Roles;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Pages.Providers.Conflicts;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Roles;

/// <summary>Changes what a role allows.</summary>
[RequirePermission(PeoplePermissions.ViewRoles)]
[RequirePermission(PeoplePermissions.EditRoles)]
[EnableRateLimiting(RequestLimits.SignIn)]
[ManyChoices]
public sealed class EditModel(PortalDbContext db, RoleReader roles, RoleRules rules, RoleChanges changes, PermissionCatalog catalog, Reauthentication reauthentication) : PageModel
{
    [BindProperty]
    public RoleForm Form { get; set; } = new();

    [BindProperty]
    public string? Password { get; set; }

    public RoleEditor Editor { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is { } refused) return refused;
        var role = Editor.Existing!.Role;
        Form = RoleForm.From(role);
        Form.Seen = EditConflict.SeenOf(RoleFields.Of(role, Form, catalog));
        Editor = Editor with { Form = Form };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        var password = Password;
        Password = null;
        if (await LoadAsync(id, cancellationToken) is { } refused) return refused;
        var role = Editor.Existing!.Role;
        if (role.Version != Form.Version && await SettleAsync(role, cancellationToken) is { IsNoConcern: false } conflict) return Refuse([], conflict);
        EditConflict.TakeChosen(RoleFields.Of(role, Form, catalog), Form);
        var check = await rules.CheckAsync(Form.ToInput(), Editor.Own, role, cancellationToken);
        if (!check.IsValid) return Refuse(check.Errors);
        if (await reauthentication.AskAsync(this, password, cancellationToken) is { } again) return again;

        switch (await changes.EditAsync(id, Form.Version, check, HttpContext.Actor(), cancellationToken))
        {
            case RoleOutcome.Done:
                TempData.Say($"“{check.Name}” is saved. It holds from now on.");
                return RedirectToPage("/Roles/Role", new { id });
            case RoleOutcome.NameTaken:
                return Refuse([new(nameof(Form.Name), RoleRules.NameTaken(check.Name))]);
            case RoleOutcome.Conflict:
                return await LoadAsync(id, cancellationToken) ?? Refuse([], await SettleAsync(Editor.Existing!.Role, cancellationToken));
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
        var own = await HttpContext.EffectivePermissionsAsync();
        if (summary.Role.IsBuiltIn || !own.Covers(summary.Allows)) return Forbid();
        Editor = new(Form, summary, catalog, own);
        return null;
    }

    private async Task<EditConflict> SettleAsync(PortalRole now, CancellationToken cancellationToken) =>
        EditConflict.Settle(RoleFields.Of(now, Form, catalog), Form, now.Version, now.UpdatedAt, await LastEditor.OfAsync(db, "role", now.Id, cancellationToken)) with { What = "this role" };

    private PageResult Refuse(IReadOnlyList<FieldMessage> errors, EditConflict? conflict = null)
    {
        Editor = Editor with { Errors = errors, Conflict = conflict };
        return new PageResult { StatusCode = conflict is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict };
    }
}
