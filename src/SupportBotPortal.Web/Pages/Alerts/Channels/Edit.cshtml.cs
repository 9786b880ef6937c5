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
using SupportBotPortal.Web.Pages.Providers.Conflicts;
using SupportBotPortal.Web.Pages.Providers.Editing;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Alerts.Channels;

/// <summary>Changes who is told, and of what.</summary>
[RequirePermission(AlertPermissions.View)]
[RequirePermission(AlertPermissions.Edit)]
[LargeForm]
public sealed class EditModel(PortalDbContext db, ChannelEditing editing, AlertChannelChanges changes) : PageModel
{
    [BindProperty]
    public ChannelForm Form { get; set; } = new();

    public ChannelFormView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await editing.FindAsync(id, cancellationToken) is not { } channel) return NotFound();
        Form = ChannelForm.From(channel);
        Form.Seen = EditConflict.SeenOf(await FieldsAsync(channel, cancellationToken));
        View = await editing.ShowAsync(Form, channel, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await editing.FindAsync(id, cancellationToken) is not { } channel) return NotFound();
        if (channel.Version != Form.Version && await SettleAsync(channel, cancellationToken) is { IsNoConcern: false } conflict) return await RefuseAsync(channel, conflict, cancellationToken);
        EditConflict.TakeChosen(await FieldsAsync(channel, cancellationToken), Form);
        var (check, errors) = await editing.CheckAsync(Form, channel, cancellationToken);
        errors = [.. errors, .. ModelState.Misread()];
        if (errors.Count > 0) return await RefuseAsync(channel, errors, cancellationToken);
        var saved = await changes.EditAsync(id, Form.Version, check.Values, HttpContext.Actor(), cancellationToken);
        switch (saved.Outcome)
        {
            case ChangeOutcome.NotFound:
                return NotFound();
            case ChangeOutcome.NameTaken:
                return await RefuseAsync(channel, [new(nameof(Form.Name), AlertChannelRules.NameTaken(check.Values.Name))], cancellationToken);
            case ChangeOutcome.Conflict:
                return await editing.FindAsync(id, cancellationToken) is { } now ? await RefuseAsync(now, await SettleAsync(now, cancellationToken), cancellationToken) : NotFound();
            case ChangeOutcome.Done:
                TempData.Say($"“{check.Values.Name}” is saved.");
                return this.GoTo(Url.Page("/Alerts/Index")!);
            default:
                throw new InvalidOperationException($"Unknown outcome {saved.Outcome}.");
        }
    }

    private async Task<IReadOnlyList<EditedField>> FieldsAsync(AlertChannel saved, CancellationToken cancellationToken) =>
        ChannelFields.Of(saved, Form, await editing.NamesAsync([.. saved.Providers, .. Form.Providers], cancellationToken));

    private async Task<EditConflict> SettleAsync(AlertChannel now, CancellationToken cancellationToken) =>
        EditConflict.Settle(await FieldsAsync(now, cancellationToken), Form, now.Version, now.UpdatedAt, await LastEditor.OfAsync(db, "alert_channel", now.Id, cancellationToken)) with { What = "this channel" };

    private async Task<IActionResult> RefuseAsync(AlertChannel now, EditConflict conflict, CancellationToken cancellationToken) =>
        Refuse(await editing.ShowAsync(Form, now, cancellationToken) with { Conflict = conflict }, StatusCodes.Status409Conflict);

    private async Task<IActionResult> RefuseAsync(AlertChannel channel, IReadOnlyList<FieldMessage> errors, CancellationToken cancellationToken) =>
        Refuse(await editing.ShowAsync(Form, channel, cancellationToken) with { Errors = errors }, StatusCodes.Status422UnprocessableEntity);

    private IActionResult Refuse(ChannelFormView view, int status)
    {
        View = view;
        return this.WantsFragment() ? this.Fragment("_Form", View, status) : new PageResult { StatusCode = status };
    }
}
