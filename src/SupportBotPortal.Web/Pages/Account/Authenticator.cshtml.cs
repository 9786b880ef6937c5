using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using QRCoder;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.People.SecondFactor;
using SupportBotPortal.Core.Secrets;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Account;

/// <summary>Asks for the password, shows the secret that an app takes, and takes it into use once the app shows a right code. Recovery codes are in the answer, and nowhere else.</summary>
[Authorize]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class AuthenticatorModel(AuthenticatorApps apps, Reauthentication reauthentication) : PageModel
{
    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Bound, rather than a handler's argument: those are in the log at Trace.</summary>
    [BindProperty]
    public string? Code { get; set; }

    /// <summary><see langword="null"/> until the password was typed.</summary>
    public TotpOffer? Offer { get; private set; }

    public IReadOnlyList<string>? Codes { get; private set; }

    public string Obstacle { get; private set; } = "";

    private SessionMark Session => SessionStore.MarkOf(HttpContext)!;

    private Guid Own => HttpContext.Actor().Id!.Value;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Offer = await apps.OfferedAsync(Own, Session, cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await reauthentication.AskAsync(this, Password, cancellationToken) is { } refused) return refused;
        try
        {
            await apps.OfferAsync(Own, Session, cancellationToken);
        }
        catch (PortalLockedException)
        {
            Obstacle = "The portal is locked, so that it cannot seal the secret of an app now. Add a passkey instead, or come back when it is unlocked.";
            return Again();
        }

        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellationToken)
    {
        Offer = await apps.OfferedAsync(Own, Session, cancellationToken);
        if (Offer is null)
        {
            TempData.Warn("It took longer than a quarter of an hour. Begin again.");
            return RedirectToPage();
        }

        Codes = await apps.ConfirmAsync(Own, Code ?? "", Session, HttpContext.Actor(), cancellationToken);
        if (Codes is { Count: > 0 }) return Page();
        if (Codes is not null)
        {
            TempData.Say("The app is in use. The recovery codes that you have keep working.");
            return RedirectToPage("/Account/SecondFactor");
        }

        ModelState.Clear();
        ModelState.AddModelError("", "This is not the code that the app should show now. Is the clock of the phone right? Wait for the next code, and type that.");
        return Again();
    }

    /// <summary>Black on white in both colour schemes: cameras want it so.</summary>
    public static string PictureOf(TotpOffer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        using var data = QRCodeGenerator.GenerateQrCode(offer.Uri, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        return picture.GetGraphic(new System.Drawing.Size(200, 200), "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }

    public static string Spaced(string secret) => string.Join(' ', secret.Chunk(4).Select(part => new string(part)));

    private static PageResult Again() => new() { StatusCode = StatusCodes.Status422UnprocessableEntity };
}
