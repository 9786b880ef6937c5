using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.People.SecondFactor;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Account;

/// <summary>What one signs in with besides the password, and the ways to more of it.</summary>
[Authorize]
public sealed class SecondFactorModel(SecondFactors factors) : PageModel
{
    public SecondFactorState State { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => State = await factors.OfAsync(HttpContext.Actor().Id!.Value, cancellationToken);
}
