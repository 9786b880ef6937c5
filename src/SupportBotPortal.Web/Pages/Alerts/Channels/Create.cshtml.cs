using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.Alerts.Channels;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Pages.Providers.Editing;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Alerts.Channels;

/// <summary>Adds a channel. The signing secret of a webhook is in this one answer, and in no other.</summary>
[RequirePermission(AlertPermissions.View)]
[RequirePermission(AlertPermissions.Edit)]
[LargeForm]
public sealed class CreateModel(ChannelEditing editing, AlertChannelChanges changes) : PageModel
{
    [BindProperty]
    public ChannelForm Form { get; set; } = ChannelForm.New();

    public ChannelFormView View { get; private set; } = null!;

    public ShownSecret? Secret { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => View = await editing.ShowAsync(Form, null, cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var (check, errors) = await editing.CheckAsync(Form, null, cancellationToken);
        errors = [.. errors, .. ModelState.Misread()];
        if (errors.Count > 0) return await RefuseAsync(errors, null, cancellationToken);
        if (Form.Kind == AlertChannelKind.Webhook && editing.LockedSentence is { } locked) return await RefuseAsync([], locked, cancellationToken);
        var saved = await changes.CreateAsync(check.Values, HttpContext.Actor(), cancellationToken);
        if (saved.Outcome == ChangeOutcome.NameTaken) return await RefuseAsync([new(nameof(Form.Name), AlertChannelRules.NameTaken(check.Values.Name))], null, cancellationToken);
        if (saved.SigningSecret is { } secret)
        {
            Secret = new(saved.Id, check.Values.Name, secret, IsNew: true);
            return this.WantsFragment() ? this.Fragment("_Secret", Secret) : Page();
        }

        TempData.Say($"“{check.Values.Name}” is added. Send a test to see whether it arrives.");
        return this.GoTo(Url.Page("/Alerts/Index")!);
    }

    private async Task<IActionResult> RefuseAsync(IReadOnlyList<FieldMessage> errors, string? problem, CancellationToken cancellationToken)
    {
        View = await editing.ShowAsync(Form, null, cancellationToken) with { Errors = errors, Problem = problem };
        return this.WantsFragment() ? this.Fragment("_Form", View, StatusCodes.Status422UnprocessableEntity) : new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }
}
