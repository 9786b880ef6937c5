using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Secrets;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Pages.Providers.Conflicts;
using SupportBotPortal.Web.Pages.Providers.Discovery;
using SupportBotPortal.Web.Pages.Providers.Testing;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Providers.Editing;

[RequirePermission(ProviderPermissions.Edit)]
[LargeForm]
public sealed class EditModel(
    PortalDbContext db,
    ProviderFormViews views,
    ProviderValidator validator,
    ProviderChanges changes,
    SavedProviderTest test,
    FormDiscoveries discoveries,
    PluginCatalog plugins) : PageModel
{
    [BindProperty]
    public ProviderForm Form { get; set; } = new();

    public ProviderFormView FormView { get; private set; } = null!;

    public string Name { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellationToken)
    {
        if (await FindAsync(slug, cancellationToken) is not { } provider) return NotFound();
        Name = provider.Name;
        Form = ProviderForm.From(provider);
        FormView = views.Show(Form, provider);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken cancellationToken)
    {
        if (await FindAsync(slug, cancellationToken) is not { } provider) return NotFound();
        // What is checked must be what is changed: the origin rule looks at this version.
        if (provider.Version != Form.Version && await SettleAsync(provider, cancellationToken) is { IsNoConcern: false } conflict) return Refuse(provider, conflict);
        EditConflict.TakeChosen(FieldsBeside(provider), Form);
        var check = await validator.CheckAsync(Form.ToInput(), provider, cancellationToken);
        check = check with { Errors = [.. check.Errors, .. ModelState.Misread(), .. await LabelRules.CheckAsync(HttpContext, Form.Environment, ProviderPermissions.Edit, "edit")] };
        if (!check.IsValid) return Refuse(views.Show(Form, provider, check), StatusCodes.Status422UnprocessableEntity);

        ChangeResult result;
        try
        {
            result = await changes.UpdateAsync(slug, Form.Version, check, HttpContext.Actor(), cancellationToken);
        }
        catch (PortalLockedException locked)
        {
            return Refuse(views.Show(Form, provider, check, locked.Message), StatusCodes.Status422UnprocessableEntity);
        }

        switch (result.Outcome)
        {
            case ChangeOutcome.NotFound:
                return NotFound();
            case ChangeOutcome.Conflict:
                return await FindAsync(slug, cancellationToken) is { } now ? Refuse(now, await SettleAsync(now, cancellationToken)) : NotFound();
            case ChangeOutcome.NameTaken:
                return Refuse(views.Show(Form, provider, check with { Errors = [ProviderValidator.NameTaken(check.Input.Name)] }), StatusCodes.Status422UnprocessableEntity);
            case ChangeOutcome.Done:
                break;
            default:
                throw new InvalidOperationException($"Unknown outcome {result.Outcome}.");
        }

        await discoveries.RememberAsync(HttpContext, slug, check, cancellationToken);
        var run = result.ConnectionChanged ? await test.StartAsync(HttpContext, slug, cancellationToken) : null;
        TempData.Say(string.Join(' ', [$"“{check.Input.Name}” is saved.", .. check.Notes.Select(n => n.Message), .. result.ConnectionChanged ? SavedProviderTest.WhyNot(run) : []]));
        return this.GoTo(Url.Page("/Providers/Details", new { slug, run })!);
    }

    private async Task<EditConflict> SettleAsync(Provider now, CancellationToken cancellationToken) =>
        EditConflict.Settle(FieldsBeside(now), Form, now, await LastEditor.OfAsync(db, now, cancellationToken));

    private IReadOnlyList<EditedField> FieldsBeside(Provider saved) => EditedFields.Of(saved, Form, plugins.TypeOf(saved.TypeId));

    /// <summary>Nothing is saved; whoever has seen what differs may save again.</summary>
    private IActionResult Refuse(Provider now, EditConflict conflict) => Refuse(views.Show(Form, now, conflict: conflict), StatusCodes.Status409Conflict);

    private Task<Provider?> FindAsync(string slug, CancellationToken cancellationToken) =>
        db.Providers.AsNoTracking().Include(p => p.Secrets).FirstOrDefaultAsync(p => p.Slug == slug, cancellationToken);

    private IActionResult Refuse(ProviderFormView view, int status)
    {
        FormView = view;
        Name = view.Existing!.Name;
        if (this.WantsFragment()) return this.Fragment("_Form", view, status);
        return new PageResult { StatusCode = status };
    }
}
