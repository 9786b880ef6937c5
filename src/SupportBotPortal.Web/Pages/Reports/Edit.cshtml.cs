using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Reports;
using SupportBotPortal.Core.Health.Reports.Plans;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Pages.Providers.Conflicts;
using SupportBotPortal.Web.Pages.Providers.Editing;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Reports;

/// <summary>Changes what is reported, when and to whom.</summary>
[RequirePermission(ReportPermissions.View)]
[RequirePermission(ReportPermissions.Edit)]
[ManyChoices]
public sealed class EditModel(PortalDbContext db, ReportListing listing, ReportEditors editors, ReportRules rules, ReportChanges changes) : PageModel
{
    [BindProperty]
    public ReportForm Form { get; set; } = new();

    public string Name { get; private set; } = "";

    public ReportEditor Editor { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await listing.FindAsync(id, cancellationToken) is not { } report) return NotFound();
        Form = ReportForm.From(report);
        Form.Seen = EditConflict.SeenOf(await FieldsAsync(report, cancellationToken));
        (Name, Editor) = (report.Name, await editors.OfAsync(report, Form, [], cancellationToken));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await listing.FindAsync(id, cancellationToken) is not { } report) return NotFound();
        if (report.Version != Form.Version && await SettleAsync(report, cancellationToken) is { IsNoConcern: false } conflict) return await RefuseAsync(report, [], conflict, StatusCodes.Status409Conflict, cancellationToken);
        EditConflict.TakeChosen(await FieldsAsync(report, cancellationToken), Form);
        var check = await rules.CheckAsync(Form.ToInput(), report, cancellationToken);
        check = check with { Errors = [.. check.Errors, .. ModelState.Misread()] };
        if (!check.IsValid) return await RefuseAsync(report, check.Errors, null, StatusCodes.Status422UnprocessableEntity, cancellationToken);
        var saved = await changes.EditAsync(id, Form.Version, check.Plan, HttpContext.Actor(), cancellationToken);
        switch (saved.Outcome)
        {
            case ChangeOutcome.Done:
                TempData.Say($"“{check.Plan.Name}” is saved: {ReportPlanWords.When(check.Plan)}.");
                return this.GoTo(Url.Page("/Reports/Report", new { id })!);
            case ChangeOutcome.NameTaken:
                return await RefuseAsync(report, [new(nameof(Form.Name), ReportRules.NameTaken(check.Plan.Name))], null, StatusCodes.Status422UnprocessableEntity, cancellationToken);
            case ChangeOutcome.Conflict when await listing.FindAsync(id, cancellationToken) is { } now:
                return await RefuseAsync(now, [], await SettleAsync(now, cancellationToken), StatusCodes.Status409Conflict, cancellationToken);
            default:
                return NotFound();
        }
    }

    private async Task<IReadOnlyList<EditedField>> FieldsAsync(HealthReport saved, CancellationToken cancellationToken) => ReportFields.Of(saved, Form, await editors.NamesAsync(saved, Form, cancellationToken));

    private async Task<EditConflict> SettleAsync(HealthReport now, CancellationToken cancellationToken) =>
        EditConflict.Settle(await FieldsAsync(now, cancellationToken), Form, now.Version, now.UpdatedAt, await LastEditor.OfAsync(db, "health_report", now.Id, cancellationToken)) with { What = "this report" };

    private async Task<IActionResult> RefuseAsync(HealthReport report, IReadOnlyList<FieldMessage> errors, EditConflict? conflict, int status, CancellationToken cancellationToken)
    {
        (Name, Editor) = (report.Name, await editors.OfAsync(report, Form, errors, cancellationToken) with { Conflict = conflict });
        if (this.WantsFragment()) return this.Fragment("_Form", Editor, status);
        return new PageResult { StatusCode = status };
    }
}
