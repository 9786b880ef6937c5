using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Health.Reports;
using SupportBotPortal.Core.Health.Reports.Plans;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Pages.Providers.Editing;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Reports;

/// <summary>Plans a new report.</summary>
[RequirePermission(ReportPermissions.View)]
[RequirePermission(ReportPermissions.Edit)]
[ManyChoices]
public sealed class CreateModel(ReportEditors editors, ReportRules rules, ReportChanges changes) : PageModel
{
    [BindProperty]
    public ReportForm Form { get; set; } = new();

    public ReportEditor Editor { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Editor = await editors.OfAsync(null, Form, [], cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var check = await rules.CheckAsync(Form.ToInput(), null, cancellationToken);
        check = check with { Errors = [.. check.Errors, .. ModelState.Misread()] };
        if (!check.IsValid) return await RefuseAsync(check.Errors, cancellationToken);
        var saved = await changes.CreateAsync(check.Plan, HttpContext.Actor(), cancellationToken);
        if (saved.Outcome != ChangeOutcome.Done) return await RefuseAsync([new(nameof(Form.Name), ReportRules.NameTaken(check.Plan.Name))], cancellationToken);
        TempData.Say($"“{check.Plan.Name}” is saved: {ReportPlanWords.When(check.Plan)}.");
        return this.GoTo(Url.Page("/Reports/Report", new { id = saved.Id })!);
    }

    private async Task<IActionResult> RefuseAsync(IReadOnlyList<FieldMessage> errors, CancellationToken cancellationToken)
    {
        Editor = await editors.OfAsync(null, Form, errors, cancellationToken);
        if (this.WantsFragment()) return this.Fragment("_Form", Editor, StatusCodes.Status422UnprocessableEntity);
        return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }
}
