using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Alerts.Windows;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Pages.Alerts.Channels;
using SupportBotPortal.Web.Pages.Providers.Editing;

namespace SupportBotPortal.Web.Pages.Alerts.Maintenance;

/// <summary>Adds a maintenance window.</summary>
[RequirePermission(HealthPermissions.View)]
[RequirePermission(HealthPermissions.Edit)]
public sealed class CreateModel(PortalDbContext db, MaintenanceWindowRules rules, MaintenanceWindowChanges changes, TimeProvider time) : PageModel
{
    [BindProperty]
    public WindowForm Form { get; set; } = new();

    public WindowFormView View { get; private set; } = null!;

    /// <param name="provider">The slug of the one that it is for.</param>
    public async Task<IActionResult> OnGetAsync(string? provider, CancellationToken cancellationToken)
    {
        Form = WindowForm.New(time.GetUtcNow().UtcDateTime);
        if (provider is not null)
        {
            if (await db.Providers.Where(p => p.Slug == provider).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(cancellationToken) is not { } id) return NotFound();
            Form.ProviderId = id;
        }

        View = new(Form, null, await ProviderChoice.AllAsync(db, [], cancellationToken));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var check = await rules.CheckAsync(Form.ToInput(), cancellationToken);
        var choices = await ProviderChoice.AllAsync(db, [], cancellationToken);
        var errors = check.Errors.Concat(ModelState.Misread()).Concat(await WindowReach.CheckAsync(HttpContext, Form.ProviderId, choices)).ToList();
        if (errors.Count > 0)
        {
            View = new(Form, null, choices) { Errors = errors };
            return this.WantsFragment() ? this.Fragment("_Form", View, StatusCodes.Status422UnprocessableEntity) : new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
        }

        await changes.CreateAsync(check.Window, HttpContext.Actor(), cancellationToken);
        TempData.Say($"“{check.Window.Name}” is added: {MaintenanceWindowWords.When(check.Window)}.");
        return this.GoTo(Url.Page("/Alerts/Maintenance/Index")!);
    }
}
