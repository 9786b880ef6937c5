using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.SecondFactor;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Account;

/// <summary>Asks for a name and the password, has the browser make a passkey, and keeps it.</summary>
[Authorize]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class NewPasskeyModel(Passkeys passkeys, SignInManager<PortalUser> signIn, Reauthentication reauthentication) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Bound, rather than a handler's argument: those are in the log at Trace.</summary>
    [BindProperty]
    public string? Credential { get; set; }

    /// <summary>What the browser makes a passkey of; <see langword="null"/> until the password was typed.</summary>
    public string? Options { get; private set; }

    public IReadOnlyList<string>? Codes { get; private set; }

    public string Refusal { get; private set; } = "";

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        PasskeyNames.Check(Name, ModelState);
        if (!ModelState.IsValid) return Again();
        if (await reauthentication.AskAsync(this, Password, cancellationToken) is { } refused) return refused;
        var actor = HttpContext.Actor();
        Options = await signIn.MakePasskeyCreationOptionsAsync(new() { Id = actor.Id.ToString()!, Name = actor.Name, DisplayName = actor.Name });
        return Page();
    }

    /// <summary>That it was asked for with the password, and by whom, is in the cookie that Identity checks the passkey against.</summary>
    public async Task<IActionResult> OnPostKeepAsync(CancellationToken cancellationToken)
    {
        PasskeyNames.Check(Name, ModelState);
        if (!ModelState.IsValid) return Again();
        var actor = HttpContext.Actor();
        if (await AttestAsync(Credential) is not { } passkey) return Refuse("The passkey could not be used: it took more than five minutes, or it was made for another address. Try it again.");
        Codes = await passkeys.AddAsync(actor.Id!.Value, passkey, Name!.Trim(), SessionStore.MarkOf(HttpContext), actor, cancellationToken);
        if (Codes is null) return Refuse($"You have {Passkeys.Most} passkeys. Remove one that you do not use any more.");
        if (Codes.Count > 0) return Page();
        TempData.Say($"“{Name.Trim()}” signs you in from now on.");
        return RedirectToPage("/Account/SecondFactor");
    }

    private async Task<UserPasskeyInfo?> AttestAsync(string? credential)
    {
        if (string.IsNullOrEmpty(credential)) return null;
        try
        {
            var result = await signIn.PerformPasskeyAttestationAsync(credential);
            return result.Succeeded && result.UserEntity.Id == HttpContext.Actor().Id.ToString() ? result.Passkey : null;
        }
        catch (Exception problem) when (problem is InvalidOperationException or JsonException)
        {
            // Nothing was asked for, or too long ago; or what came is nothing that a browser makes.
            return null;
        }
    }

    private PageResult Refuse(string sentence)
    {
        Refusal = sentence;
        return Again();
    }

    private static PageResult Again() => new() { StatusCode = StatusCodes.Status422UnprocessableEntity };
}
