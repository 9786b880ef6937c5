using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.People.External;
using SupportBotPortal.Core.People.SecondFactor;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Account;

/// <summary>Where those who have no password show who they are, before what is not done with an open browser alone.</summary>
[Authorize]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class ConfirmModel(SessionStore store, SecondFactors factors, ExternalPeople people, PasskeySignIn passkeys) : PageModel
{
    [BindProperty]
    public string? Credential { get; set; }

    public bool IsProven { get; private set; }

    public bool HasPasskeys { get; private set; }

    /// <summary>The identity provider, for those who sign in by it.</summary>
    public string? Provider { get; private set; }

    public string Refusal { get; private set; } = "";

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (SessionStore.MarkOf(HttpContext) is { } mark && await passkeys.IsOfAsync(HttpContext, Credential, HttpContext.Actor().Id!.Value))
        {
            await store.ProveAsync(mark);
            return RedirectToPage();
        }

        await LoadAsync(cancellationToken);
        Refusal = "This is no passkey of yours, or it took more than five minutes. Try again.";
        return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var own = HttpContext.Actor().Id!.Value;
        IsProven = await store.IsProvenAsync(SessionStore.MarkOf(HttpContext));
        HasPasskeys = (await factors.OfAsync(own, cancellationToken)).Passkeys.Count > 0;
        Provider = await people.ProviderOfAsync(own, cancellationToken);
    }
}
