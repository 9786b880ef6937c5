using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Plans;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Pages.Providers.Conflicts;
using SupportBotPortal.Web.Pages.Providers.Editing;

namespace SupportBotPortal.Web.Pages.Providers.Checks;

/// <summary>When a provider is tested by itself, at what cost, and from when on it counts as slow or down.</summary>
[RequirePermission(ProviderPermissions.View)]
[RequirePermission(HealthPermissions.Edit)]
public sealed class PlanModel(PortalDbContext db, CheckPlanChanges changes, IOptions<HealthOptions> options, TimeProvider time) : PageModel
{
    [BindProperty]
    public CheckPlanForm Form { get; set; } = new();

    public Provider Provider { get; private set; } = null!;

    public IReadOnlyList<FieldMessage> Errors { get; private set; } = [];

    public EditConflict? Conflict { get; private set; }

    public CheckPreview Preview { get; private set; } = null!;

    public HealthOptions Usual => options.Value;

    public static IReadOnlyList<string> TimeZones { get; } = [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Append(TimeZoneInfo.Utc.Id).Distinct().Order(StringComparer.Ordinal)];

    public IEnumerable<string> ErrorsOf(string field) => Errors.Where(e => e.Field == field).Select(e => e.Message);

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellationToken)
    {
        if (await FindAsync(slug, cancellationToken) is not { } provider) return NotFound();
        Form = CheckPlanForm.From(provider, Usual);
        Form.Seen = EditConflict.SeenOf(CheckPlanFields.Of(provider, Form, Usual));
        Show(provider, CheckOf(provider) with { Errors = [] });
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken cancellationToken)
    {
        if (await FindAsync(slug, cancellationToken) is not { } provider) return NotFound();
        if (provider.Version != Form.Version && await SettleAsync(provider, cancellationToken) is { IsNoConcern: false } conflict) return Refuse(provider, conflict);
        EditConflict.TakeChosen(CheckPlanFields.Of(provider, Form, Usual), Form);
        var check = CheckOf(provider);
        check = check with { Errors = [.. check.Errors, .. ModelState.Misread()] };
        if (!check.IsValid) return Refuse(provider, check, StatusCodes.Status422UnprocessableEntity);

        var result = await changes.SaveAsync(slug, Form.Version, check.Plan, HttpContext.Actor(), cancellationToken);
        switch (result.Outcome)
        {
            case ChangeOutcome.NotFound:
                return NotFound();
            case ChangeOutcome.Conflict:
                return await FindAsync(slug, cancellationToken) is { } now ? Refuse(now, await SettleAsync(now, cancellationToken)) : NotFound();
            case ChangeOutcome.Done:
                TempData.Say($"The tests of “{provider.Name}” are saved: {new CheckPlanWords(Usual).Rhythm(check.Plan)}.");
                return this.GoTo(Url.Page("/Providers/Details", new { slug })!);
            case ChangeOutcome.NameTaken:
            default:
                throw new InvalidOperationException($"Unknown outcome {result.Outcome}.");
        }
    }

    private Task<Provider?> FindAsync(string slug, CancellationToken cancellationToken) => db.Providers.AsNoTracking().FirstOrDefaultAsync(p => p.Slug == slug, cancellationToken);

    private CheckPlanCheck CheckOf(Provider provider) => CheckPlanRules.Check(Form.ToInput(), provider.Checks, Now);

    private async Task<EditConflict> SettleAsync(Provider now, CancellationToken cancellationToken) =>
        EditConflict.Settle(CheckPlanFields.Of(now, Form, Usual), Form, now, await LastEditor.OfAsync(db, now, cancellationToken));

    private IActionResult Refuse(Provider now, EditConflict conflict)
    {
        Conflict = conflict;
        return Refuse(now, CheckOf(now) with { Errors = [] }, StatusCodes.Status409Conflict);
    }

    private IActionResult Refuse(Provider provider, CheckPlanCheck check, int status)
    {
        Show(provider, check);
        if (this.WantsFragment()) return this.Fragment("_Form", this, status);
        return new PageResult { StatusCode = status };
    }

    private void Show(Provider provider, CheckPlanCheck check)
    {
        Provider = provider;
        Errors = check.Errors;
        Preview = CheckPreview.Of(check, provider, Usual, Now);
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
