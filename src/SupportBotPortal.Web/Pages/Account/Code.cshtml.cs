using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.People.SecondFactor;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Account;

/// <summary>The second step of signing in, after the password.</summary>
[AllowAnonymous]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class CodeModel(PortalSignIn signIn, SecondFactors factors) : PageModel
{
    private const string TooLong = "That took longer than five minutes, or the account has changed meanwhile. Begin again with your password.";

    /// <summary>Bound, rather than a handler's argument: those are in the log at Trace.</summary>
    [BindProperty]
    public string? Code { get; set; }

    private Guid id;

    public string ReturnUrl { get; private set; } = "/";

    public bool IsRecovery { get; private set; }

    public bool HasApp { get; private set; }

    public bool HasPasskeys { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? returnUrl, bool recovery, CancellationToken cancellationToken) =>
        await LoadAsync(returnUrl, recovery, cancellationToken) ? Page() : Again(TooLong);

    public async Task<IActionResult> OnPostAsync(string? returnUrl, bool recovery, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(returnUrl, recovery, cancellationToken)) return Again(TooLong);
        // Whoever has the letters of a recovery code before him is in the wrong field, and not guessing.
        if (!recovery && Code?.Count(char.IsLetter) > 3) return Refuse("That looks like a recovery code. Follow the link “Lost it? Use a recovery code”, and enter it there.");
        if (string.IsNullOrWhiteSpace(Code)) return Refuse(recovery ? "Enter one of the codes that you kept when you set up the second factor." : "Enter the six digits that your app shows now.");
        return await signIn.WithCodeAsync(HttpContext, Code ?? "", recovery, cancellationToken) switch
        {
            SignInOutcome.SignedIn => await GoOnAsync(cancellationToken),
            SignInOutcome.Ended => Again(TooLong),
            SignInOutcome.Locked => Again("Too many tries were wrong: the account is locked for ten minutes. Wait, or ask an administrator to unlock it."),
            SignInOutcome.AppUnavailable => Refuse("The portal cannot open the secret of your app now, so that it cannot check its codes: it is locked, or its keys were replaced. Use one of your recovery codes or a passkey."),
            _ => Refuse(recovery ? "This is none of your recovery codes, or it was used before." : "This code is not right, or was used before. Wait for the next one."),
        };
    }

    /// <summary>Who had to use a recovery code is told how many are left, while there is one.</summary>
    private async Task<IActionResult> GoOnAsync(CancellationToken cancellationToken)
    {
        if (IsRecovery && await factors.FindAsync(id, cancellationToken) is { CodesLeft: var left })
            TempData.Warn($"You signed in with a recovery code; {left switch { 0 => "it was the last", 1 => "one is left", _ => $"{left} are left" }}. If the phone or key is lost, remove it and set up another one, under your account: Second factor.");
        return LocalRedirect(ReturnUrl);
    }

    private async Task<bool> LoadAsync(string? returnUrl, bool recovery, CancellationToken cancellationToken)
    {
        (ReturnUrl, IsRecovery) = (Url.LocalOrHome(returnUrl), recovery);
        if (await PendingSignIn.ReadAsync(HttpContext) is not { UserId: var user } || await factors.FindAsync(user, cancellationToken) is not { } state) return false;
        id = user;
        (HasApp, HasPasskeys) = (state.AppSince is not null, state.Passkeys.Count > 0);
        return true;
    }

    private PageResult Refuse(string sentence)
    {
        ModelState.Clear();
        ModelState.AddModelError("", sentence);
        return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    /// <summary>It begins again.</summary>
    private RedirectToPageResult Again(string why)
    {
        TempData.SayToVisitor(why);
        return RedirectToPage("/Account/SignIn", new { returnUrl = ReturnUrl });
    }
}
