using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.People.External;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Account;

/// <summary>Asks for the password, and leads to the identity provider by a link: no form of ours may lead there.</summary>
[Authorize]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class ConnectModel(SessionStore store, Reauthentication reauthentication, IOptions<OidcOptions> options) : PageModel
{
    [BindProperty]
    public string? Password { get; set; }

    public string Name => options.Value.Name;

    public bool IsProven { get; private set; }

    public IActionResult OnGet() => options.Value.IsOn ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn) return NotFound();
        if (await reauthentication.AskAsync(this, Password, cancellationToken) is { } refused) return refused;
        await store.ProveAsync(SessionStore.MarkOf(HttpContext)!);
        IsProven = true;
        return Page();
    }
}
