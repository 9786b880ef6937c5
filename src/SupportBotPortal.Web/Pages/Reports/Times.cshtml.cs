using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Health.Reports;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Pages.Providers.Editing;

namespace SupportBotPortal.Web.Pages.Reports;

/// <summary>When the form would send, while somebody types in it. Nothing is saved.</summary>
[RequirePermission(ReportPermissions.View)]
[RequirePermission(ReportPermissions.Edit)]
public sealed class TimesModel(ReportEditors editors) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public ReportForm Form { get; set; } = new();

    public IActionResult OnGet() =>
        this.WantsFragment() ? this.Fragment("_Times", editors.Times(Form, null, [.. ModelState.Misread()])) : RedirectToPage("/Reports/Create");
}
