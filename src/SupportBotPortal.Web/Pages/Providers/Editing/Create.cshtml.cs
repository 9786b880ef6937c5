using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Secrets;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Pages.Providers.Discovery;
using SupportBotPortal.Web.Pages.Providers.Testing;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Providers.Editing;

[RequirePermission(ProviderPermissions.Create)]
[LargeForm]
public sealed class CreateModel(
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

    public async Task OnGetAsync(string? type)
    {
        Form = new ProviderForm { TypeId = plugins.TypeOf(type)?.Id ?? plugins.Types.FirstOrDefault()?.Id, Environment = await LabelRules.FirstAsync(HttpContext, ProviderEnvironment.None) };
        FormView = views.Reshape(Form, null);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (views.Overtaken(Form, null) is { } overtaken) return Refuse(overtaken.View);
        var check = await validator.CheckAsync(Form.ToInput(), null, cancellationToken);
        check = check with { Errors = [.. check.Errors, .. ModelState.Misread(), .. await LabelRules.CheckAsync(HttpContext, Form.Environment, ProviderPermissions.Create, "add")] };
        if (!check.IsValid) return Refuse(views.Show(Form, null, check));

        ChangeResult result;
        try
        {
            result = await changes.CreateAsync(check, HttpContext.Actor(), cancellationToken);
        }
        catch (PortalLockedException locked)
        {
            return Refuse(views.Show(Form, null, check, locked.Message));
        }

        if (result.Outcome == ChangeOutcome.NameTaken) return Refuse(views.Show(Form, null, check with { Errors = [ProviderValidator.NameTaken(check.Input.Name)] }));
        await discoveries.RememberAsync(HttpContext, result.Slug, check, cancellationToken);
        var run = await test.StartAsync(HttpContext, result.Slug, cancellationToken);
        TempData.Say(string.Join(' ', [$"“{check.Input.Name}” is saved.", .. check.Notes.Select(n => n.Message), .. SavedProviderTest.WhyNot(run)]));
        return this.GoTo(Url.Page("/Providers/Details", new { slug = result.Slug, run })!);
    }

    private IActionResult Refuse(ProviderFormView view)
    {
        FormView = view;
        if (this.WantsFragment()) return this.Fragment("_Form", view, StatusCodes.Status422UnprocessableEntity);
        return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }
}
