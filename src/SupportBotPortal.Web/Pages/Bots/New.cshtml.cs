using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Generation.Gateway;
using SupportBotPortal.Core.Generation.Tokens;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Bots;

/// <summary>Makes a token. It is in the answer to its POST, and nowhere else.</summary>
[RequirePermission(BotTokenPermissions.View)]
[RequirePermission(BotTokenPermissions.Manage)]
[EnableRateLimiting(RequestLimits.SignIn)]
public sealed class NewModel(BotTokens tokens, Reauthentication reauthentication, IOptions<PortalOptions> portal, IOptions<GatewayOptions> gateway) : PageModel
{
    private IReadOnlyList<FieldMessage> errors = [];

    [BindProperty]
    public BotTokenForm Form { get; set; } = new();

    [BindProperty]
    public string? Password { get; set; }

    public ShownToken? Made { get; private set; }

    public string UsualLimit => gateway.Value.RequestsPerMinute == 0 ? "More are refused. Empty: as many as it likes." : $"More are refused. Empty: {gateway.Value.RequestsPerMinute:N0}, as the portal is set up.";

    public IEnumerable<string> ErrorsOf(string field) => errors.Where(e => e.Field == field).Select(e => e.Message);

    public string? InvalidIf(string field) => ErrorsOf(field).Any() ? "true" : null;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var password = Password;
        Password = null;
        var check = await tokens.CheckAsync(Form.ToInput(), cancellationToken);
        if (!check.IsValid) return Refuse(check);
        if (await reauthentication.AskAsync(this, password, cancellationToken) is { } again) return again;

        if (await tokens.MakeAsync(check, HttpContext.Actor(), cancellationToken) is not { } made)
            // Somebody was quicker: now the check says what is in the way.
            return Refuse(await tokens.CheckAsync(Form.ToInput(), cancellationToken));
        Made = new(made.Name, made.Token, PortalAddress.Of(portal.Value, Request, "/v1"));
        return Page();
    }

    private PageResult Refuse(BotTokenCheck check)
    {
        errors = check.Errors;
        return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }
}
