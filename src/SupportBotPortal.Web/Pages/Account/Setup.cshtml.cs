using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Account;

/// <summary>Makes the first owner from the one-time link; does not exist once there is one.</summary>
[AllowAnonymous]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class SetupModel(SetupLink link, UserManager<PortalUser> users, FirstOwner first, PortalSessions sessions) : PageModel
{
    [BindProperty]
    public CredentialsForm Input { get; set; } = new();

    public string Token { get; private set; } = "";

    public string? Refusal { get; private set; }

    /// <summary>There is an owner, so no link makes another one.</summary>
    public bool IsUsed { get; private set; }

    public IActionResult OnGet(string? token) => Check(token) ?? Page();

    public async Task<IActionResult> OnPostAsync(string? token, CancellationToken cancellationToken)
    {
        if (Check(token) is { } refused) return refused;
        var email = Input.Email?.Trim() ?? "";
        if (!EmailRules.IsEmail(email)) ModelState.AddModelError("Input.Email", "Enter your email address; you sign in with it.");
        await NewPassword.CheckAsync(users, ModelState, "Input.Password", new() { UserName = email, Email = email }, Input.Password, Input.Repeat);
        if (!ModelState.IsValid) return Again();

        var (user, errors) = await first.CreateAsync(email, Input.Password ?? "", Token, HttpContext.Connection.RemoteIpAddress?.ToString() ?? "", cancellationToken);
        foreach (var error in errors) ModelState.AddModelError("", error.Description);
        if (user is null) return Again();

        await sessions.StartAsync(HttpContext, user);
        TempData.Say("Welcome. You are the owner now; the setup link no longer works.");
        return LocalRedirect("/");
    }

    private IActionResult? Check(string? token)
    {
        Token = token ?? "";
        switch (link.Check(token))
        {
            case SetupLinkState.Valid:
                return null;
            case SetupLinkState.Closed when Token.Length == 0:
                return NotFound();
            case SetupLinkState.Closed:
                // Of any token: whether it was the right one is nobody's business any more.
                IsUsed = true;
                return new PageResult { StatusCode = StatusCodes.Status410Gone };
            case SetupLinkState.Expired:
                Refusal = "It was valid for 30 minutes. Start the portal again: it prints a new one.";
                break;
            case SetupLinkState.Wrong:
                Refusal = "It is not the newest one. Each start of the portal prints a new link and voids the one before; it also lies in the file setup-link.txt in the data directory.";
                break;
            default:
                throw new InvalidOperationException("Unknown state of the setup link.");
        }

        return new PageResult { StatusCode = StatusCodes.Status403Forbidden };
    }

    private PageResult Again()
    {
        (Input.Password, Input.Repeat) = (null, null);
        return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }
}
