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
using SupportBotPortal.Web.Pages.Providers.Editing;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Reports;

/// <summary>Changes what is reported, when and to whom.</summary>
[RequirePermission(ReportPermissions.View)]
[RequirePermission(ReportPermissions.Edit)]
[ManyChoices]
public sealed class EditModel(ReportListing listing, ReportEditors editors, ReportRules rules, ReportChanges changes) : PageModel
{
    [BindProperty]
    public ReportForm Form { get; set; } = new();

    public string Name { get; private set; } = "";

    public ReportEditor Editor { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await listing.FindAsync(id, cancellationToken) is not { } report) return NotFound();
        Form = ReportForm.From(report);
        (Name, Editor) = (report.Name, await editors.OfAsync(report, Form, [], null, cancellationToken));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await listing.FindAsync(id, cancellationToken) is not { } report) return NotFound();
        if (report.Version != Form.Version) return await ConflictAsync(report, cancellationToken);
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
                return await ConflictAsync(now, cancellationToken);
            default:
                return NotFound();
        }
    }

    /// <summary>What was typed stays; saving once more replaces what is stored by then.</summary>
    private Task<IActionResult> ConflictAsync(HealthReport now, CancellationToken cancellationToken)
    {
        Form.Version = now.Version;
        ModelState.Remove("Form.Version");
        return RefuseAsync(now, [], now, StatusCodes.Status409Conflict, cancellationToken);
    }

    private async Task<IActionResult> RefuseAsync(HealthReport report, IReadOnlyList<FieldMessage> errors, HealthReport? saved, int status, CancellationToken cancellationToken)
    {
        (Name, Editor) = (report.Name, await editors.OfAsync(report, Form, errors, saved, cancellationToken));
        if (this.WantsFragment()) return this.Fragment("_Form", Editor, status);
        return new PageResult { StatusCode = status };
    }
}
