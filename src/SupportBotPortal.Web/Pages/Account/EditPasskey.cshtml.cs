using System.Buffers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SupportBotPortal.Core.People.SecondFactor;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Account;

/// <summary>Renames or removes one's own passkey.</summary>
[Authorize]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class EditPasskeyModel(SecondFactors factors, Passkeys passkeys, Reauthentication reauthentication) : PageModel
{
    private byte[] key = [];

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>The name as it is.</summary>
    public string Known { get; private set; } = "";

    public DateTime Since { get; private set; }

    public bool IsLastFactor { get; private set; }

    /// <summary>Without it one could not sign in any more.</summary>
    public bool IsOnlyWayIn { get; private set; }

    private Guid Own => HttpContext.Actor().Id!.Value;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken)) return NotFound();
        Name = Known;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken)) return NotFound();
        PasskeyNames.Check(Name, ModelState);
        if (!ModelState.IsValid) return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
        if (!await passkeys.RenameAsync(Own, key, Name!.Trim(), HttpContext.Actor(), cancellationToken)) return NotFound();
        TempData.Say($"It is called “{Name.Trim()}” now.");
        return RedirectToPage("/Account/SecondFactor");
    }

    public async Task<IActionResult> OnPostRemoveAsync(string id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken)) return NotFound();
        Name = Known;
        if (IsOnlyWayIn) return new PageResult { StatusCode = StatusCodes.Status409Conflict };
        if (await reauthentication.AskAsync(this, Password, cancellationToken) is { } refused) return refused;
        var outcome = await passkeys.RemoveAsync(Own, key, HttpContext.Actor(), cancellationToken);
        if (outcome == PasskeyRemoval.OnlyWayIn) return RedirectToPage();
        if (outcome == PasskeyRemoval.Done) TempData.Say($"“{Known}” is removed.");
        return RedirectToPage("/Account/SecondFactor");
    }

    private async Task<bool> LoadAsync(string id, CancellationToken cancellationToken)
    {
        key = new byte[id.Length / 2];
        if (Convert.FromHexString(id, key, out _, out _) != OperationStatus.Done) return false;
        var state = await factors.OfAsync(Own, cancellationToken);
        if (state.Passkeys.FirstOrDefault(p => p.CredentialId.AsSpan().SequenceEqual(key)) is not { } passkey) return false;
        (Known, Since, IsLastFactor) = (passkey.Name ?? "", passkey.CreatedAt.UtcDateTime, state is { AppSince: null, Passkeys.Count: 1 });
        IsOnlyWayIn = await passkeys.IsOnlyWayInAsync(Own, key, cancellationToken);
        return true;
    }
}
