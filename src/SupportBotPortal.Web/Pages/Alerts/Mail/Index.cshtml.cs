using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.Alerts.Mail;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Secrets;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Pages.Providers.Conflicts;
using SupportBotPortal.Web.Pages.Providers.Editing;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Alerts.Mail;

/// <summary>The server through which mail is sent, links to passwords among it: so it needs the right to settings, and the password.</summary>
[RequirePermission(AlertPermissions.View)]
[RequirePermission(SettingsPermissions.Edit)]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class IndexModel(PortalDbContext db, MailServerRules rules, MailServerChanges changes, Reauthentication reauthentication, ISecretBox box, TimeProvider time) : PageModel
{
    [BindProperty]
    public MailServerForm Form { get; set; } = new();

    /// <summary>The person's own.</summary>
    [BindProperty]
    public string? Password { get; set; }

    /// <summary>What is stored; <see langword="null"/> if nothing is.</summary>
    public MailServer? Server { get; private set; }

    public IReadOnlyList<FieldMessage> Errors { get; private set; } = [];

    public IReadOnlyList<FieldMessage> Notes { get; private set; } = [];

    public EditConflict? Conflict { get; private set; }

    /// <summary>Why nothing can be saved, whatever is typed.</summary>
    public string? Problem { get; private set; }

    public string PasswordHelp => Server is { Password: not null, PasswordSetAt: { } at }
        ? $"Set {Durations.Ago(at, time.GetUtcNow().UtcDateTime)} by {Server.PasswordSetBy}. Blank keeps it; another host, port or security forgets it."
        : "Sealed before it is stored, and never shown again.";

    public IEnumerable<string> ErrorsOf(string field) => Errors.Where(e => e.Field == field).Select(e => e.Message);

    public IEnumerable<string> NotesOf(string field) => Notes.Where(n => n.Field == field).Select(n => n.Message);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Server = await FindAsync(cancellationToken);
        Form = MailServerForm.From(Server);
        if (Server is null) return;
        Form.Seen = EditConflict.SeenOf(MailServerFields.Of(Server, Form));
        Notes = (await rules.CheckAsync(Form.ToInput(), Server, cancellationToken)).Notes;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var password = Password;
        Password = null;
        Server = await FindAsync(cancellationToken);
        if (Server is null && Form.Version != 0)
        {
            // As typed, it is added anew.
            Form.Version = 0;
            return Refuse(StatusCodes.Status409Conflict, problem: "Somebody else removed the mail server while you were editing it. Saving again adds it anew, as it stands here; the password has to be typed.");
        }

        if (Server is not null && Server.Version != Form.Version && await SettleAsync(Server, cancellationToken) is { IsNoConcern: false }) return Refuse(StatusCodes.Status409Conflict);
        if (Server is not null) EditConflict.TakeChosen(MailServerFields.Of(Server, Form), Form);
        var check = await rules.CheckAsync(Form.ToInput(), Server, cancellationToken);
        Notes = check.Notes;
        Errors = [.. check.Errors, .. ModelState.Misread()];
        if (Errors.Count > 0) return Refuse(StatusCodes.Status422UnprocessableEntity);
        if (!string.IsNullOrEmpty(Form.Password) && !box.Status.IsReady) return Refuse(StatusCodes.Status422UnprocessableEntity, $"A password can neither be sealed nor stored now: the portal is locked. {box.Status.Sentence}");
        if (await reauthentication.AskAsync(this, password, cancellationToken) is { } again) return again is PageResult ? Refuse(StatusCodes.Status422UnprocessableEntity) : again;
        if (await changes.SaveAsync(check, Form.Version, HttpContext.Actor(), cancellationToken) == ChangeOutcome.Conflict)
        {
            // Somebody saved at this very moment.
            if ((Server = await FindAsync(cancellationToken)) is not null) await SettleAsync(Server, cancellationToken);
            return Refuse(StatusCodes.Status409Conflict);
        }

        TempData.Say("The mail server is saved. Send a test mail to see whether it arrives.");
        return this.GoTo(Url.Page("/Alerts/Mail/Index")!);
    }

    private Task<MailServer?> FindAsync(CancellationToken cancellationToken) => db.MailServers.AsNoTracking().SingleOrDefaultAsync(cancellationToken);

    private async Task<EditConflict> SettleAsync(MailServer now, CancellationToken cancellationToken) =>
        Conflict = EditConflict.Settle(MailServerFields.Of(now, Form), Form, now.Version, now.UpdatedAt, await LastEditor.OfAsync(db, "mail_server", now.Id, cancellationToken)) with { What = "the mail server" };

    private IActionResult Refuse(int status, string? problem = null)
    {
        Problem = problem;
        if (this.WantsFragment()) return this.Fragment("_Form", this, status);
        // Without JavaScript a typed password is gone with the page.
        if (!string.IsNullOrEmpty(Form.Password) && !ErrorsOf(nameof(Form.Password)).Any()) Errors = [.. Errors, new(nameof(Form.Password), "Your browser does not keep a typed password on this page: type it again.")];
        return new PageResult { StatusCode = status };
    }
}
