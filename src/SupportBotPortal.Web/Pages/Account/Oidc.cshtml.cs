using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.People.External;
using SupportBotPortal.Web.Security;
using SupportBotPortal.Web.Security.External;

namespace SupportBotPortal.Web.Pages.Account;

/// <summary>Leads to the identity provider, and says why it came to nothing.</summary>
[AllowAnonymous]
[EnableRateLimiting(RequestLimits.Providers)]
public sealed class OidcModel(IOptions<OidcOptions> options, TimeProvider time, ILogger<OidcModel> logger) : PageModel
{
    private static readonly Action<ILogger, string, Exception?> Unreachable = LoggerMessage.Define<string>(LogLevel.Warning, new(1, nameof(Unreachable)), "The identity provider cannot be asked: {Why}");

    public string Name => options.Value.Name;

    public OidcProblem? Problem { get; private set; }

    public string Sentence => Problem switch
    {
        OidcProblem.Unreachable => $"{Name} does not answer, or not as an identity provider. Try again in a moment; whoever runs this portal finds the reason in its log.",
        OidcProblem.Refused => $"{Name} did not let you in, or you cancelled there.",
        OidcProblem.NoAccount => $"You have no account here. Ask an administrator of this portal for an invitation to the email that {Name} knows.",
        OidcProblem.NoRole => $"None of your groups at {Name} gives you a role here. Ask an administrator of this portal which one would.",
        OidcProblem.NoEmail => $"{Name} does not say an email of yours that it has verified, without which there is no account here.",
        OidcProblem.EmailTaken => $"There is an account with your email, and it is not connected with {Name}. Sign in with its password, and connect it on its page; or ask an administrator of this portal.",
        OidcProblem.SomebodyElses => $"Nothing was connected: the account at {Name} is somebody else’s here, or yours is connected already.",
        OidcProblem.Disabled => "Your account here is disabled. Ask an administrator of this portal.",
        OidcProblem.NotConfirmed => $"This did not show who you are: confirm with the account at {Name} with which you signed in here, and type its password there.",
        _ => "That took too long, was begun in another browser, or could not be believed. Try again.",
    };

    public async Task<IActionResult> OnGetAsync(string? returnUrl, OidcProblem? problem, bool confirm, bool connect)
    {
        if (!options.Value.IsOn) return NotFound();
        if (ModelState.IsValid && problem is { } why && Enum.IsDefined(why)) return Told(why, StatusCodes.Status403Forbidden);
        var properties = new AuthenticationProperties { RedirectUri = confirm ? Url.Page("/Account/Confirm") : connect ? Url.Page("/Account/Index") : Url.LocalOrHome(returnUrl) };
        if (confirm) properties.Items[OidcEvents.Confirms] = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        else if (connect) properties.Items[OidcEvents.Connects] = "";
        return await ChallengeAsync(properties);
    }

    private async Task<IActionResult> ChallengeAsync(AuthenticationProperties properties)
    {
        try
        {
            await HttpContext.ChallengeAsync(OidcScheme.Name, properties);
            return new EmptyResult();
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or HttpRequestException)
        {
            Unreachable(logger, OneLine.Of(failure.GetBaseException().Message), null);
            return Told(OidcProblem.Unreachable, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private PageResult Told(OidcProblem problem, int status)
    {
        Problem = problem;
        return new() { StatusCode = status };
    }
}
