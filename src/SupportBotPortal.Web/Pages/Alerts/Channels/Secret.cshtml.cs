using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.Alerts.Channels;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Alerts.Channels;

/// <summary>Makes another signing secret. It is in the answer to that POST, and nowhere else.</summary>
[RequirePermission(AlertPermissions.View)]
[RequirePermission(AlertPermissions.Edit)]
public sealed class SecretModel(ChannelEditing editing, AlertChannelChanges changes) : PageModel
{
    public AlertChannel Channel { get; private set; } = null!;

    public ShownSecret? Secret { get; private set; }

    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) => await LoadAsync(id, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken)) return NotFound();
        if ((Problem = editing.LockedSentence) is not null) return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
        var saved = await changes.ReplaceSecretAsync(id, HttpContext.Actor(), cancellationToken);
        if (saved is not { Outcome: ChangeOutcome.Done, SigningSecret: { } secret }) return NotFound();
        Secret = new(id, Channel.Name, secret, IsNew: false);
        return Page();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await editing.FindAsync(id, cancellationToken) is not { Kind: AlertChannelKind.Webhook } channel) return false;
        Channel = channel;
        return true;
    }
}
