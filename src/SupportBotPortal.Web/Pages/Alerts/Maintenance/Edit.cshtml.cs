using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Alerts.Windows;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Pages.Alerts.Channels;
using SupportBotPortal.Web.Pages.Providers.Conflicts;
using SupportBotPortal.Web.Pages.Providers.Editing;

namespace SupportBotPortal.Web.Pages.Alerts.Maintenance;

/// <summary>Changes a maintenance window.</summary>
[RequirePermission(HealthPermissions.View)]
[RequirePermission(HealthPermissions.Edit)]
public sealed class EditModel(PortalDbContext db, MaintenanceWindowRules rules, MaintenanceWindowChanges changes) : PageModel
{
    [BindProperty]
    public WindowForm Form { get; set; } = new();

    public WindowFormView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } window) return NotFound();
        Form = WindowForm.Of(window);
        var view = await ViewOfAsync(window, cancellationToken);
        if (!await WindowReach.MayAsync(HttpContext, window.ProviderId, view.Choices)) return Forbid();
        Form.Seen = EditConflict.SeenOf(WindowFields.Of(window, Form, view.Choices));
        View = view;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } window) return NotFound();
        var view = await ViewOfAsync(window, cancellationToken);
        if (!await WindowReach.MayAsync(HttpContext, window.ProviderId, view.Choices)) return Forbid();
        if (window.Version != Form.Version && await SettleAsync(window, view, cancellationToken) is { IsNoConcern: false } conflict) return Refuse(view with { Conflict = conflict }, StatusCodes.Status409Conflict);
        EditConflict.TakeChosen(WindowFields.Of(window, Form, view.Choices), Form);
        var check = await rules.CheckAsync(Form.ToInput(), cancellationToken);
        var errors = check.Errors.Concat(ModelState.Misread()).Concat(await WindowReach.CheckAsync(HttpContext, Form.ProviderId, view.Choices)).ToList();
        if (errors.Count > 0) return Refuse(view with { Errors = errors }, StatusCodes.Status422UnprocessableEntity);
        switch (await changes.EditAsync(id, Form.Version, check.Window, HttpContext.Actor(), cancellationToken))
        {
            case ChangeOutcome.Done:
                TempData.Say($"“{check.Window.Name}” is saved: {MaintenanceWindowWords.When(check.Window)}.");
                return this.GoTo(Url.Page("/Alerts/Maintenance/Index")!);
            case ChangeOutcome.Conflict when await FindAsync(id, cancellationToken) is { } now:
                view = await ViewOfAsync(now, cancellationToken);
                return Refuse(view with { Conflict = await SettleAsync(now, view, cancellationToken) }, StatusCodes.Status409Conflict);
            default:
                return NotFound();
        }
    }

    private Task<MaintenanceWindow?> FindAsync(Guid id, CancellationToken cancellationToken) => db.MaintenanceWindows.AsNoTracking().FirstOrDefaultAsync(w => w.Id == id, cancellationToken);

    private async Task<WindowFormView> ViewOfAsync(MaintenanceWindow window, CancellationToken cancellationToken) =>
        new(Form, window, await ProviderChoice.AllAsync(db, [.. ((Guid?[])[window.ProviderId, Form.ProviderId]).OfType<Guid>()], cancellationToken));

    private async Task<EditConflict> SettleAsync(MaintenanceWindow now, WindowFormView view, CancellationToken cancellationToken) =>
        EditConflict.Settle(WindowFields.Of(now, Form, view.Choices), Form, now.Version, now.UpdatedAt, await LastEditor.OfAsync(db, "maintenance", now.Id, cancellationToken)) with { What = "this window" };

    private IActionResult Refuse(WindowFormView view, int status)
    {
        View = view;
        return this.WantsFragment() ? this.Fragment("_Form", view, status) : new PageResult { StatusCode = status };
    }
}
