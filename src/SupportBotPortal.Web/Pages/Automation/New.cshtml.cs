using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.People.Tokens;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Api;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Pages.Roles;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Automation;

/// <summary>Makes an API token that acts for whoever makes it. It is in the answer to its POST, and nowhere else.</summary>
[RequirePermission(ApiTokenPermissions.View)]
[RequirePermission(ApiTokenPermissions.Manage)]
[EnableRateLimiting(RequestLimits.SignIn)]
[ManyChoices]
public sealed class NewModel(ApiTokens tokens, ApiTokenRules rules, PermissionCatalog catalog, ApiPermissions offered, Reauthentication reauthentication, IOptions<PortalOptions> portal, TimeProvider time) : PageModel
{
    private IReadOnlyList<FieldMessage> errors = [];

    [BindProperty]
    public ApiTokenForm Form { get; set; } = new();

    [BindProperty]
    public string? Password { get; set; }

    public GrantEditor Grants { get; private set; } = null!;

    public ShownApiToken? Made { get; private set; }

    public int ErrorCount => errors.Count;

    public IEnumerable<string> ErrorsOf(string field) => errors.Where(e => e.Field == field).Select(e => e.Message);

    public string? InvalidIf(string field) => ErrorsOf(field).Any() ? "true" : null;

    public async Task OnGetAsync()
    {
        Form.Until = time.GetUtcNow().UtcDateTime.AddDays(ApiTokenRules.UsualDays).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Grants = GrantsOf(await HttpContext.EffectivePermissionsAsync());
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var password = Password;
        Password = null;
        var own = await HttpContext.EffectivePermissionsAsync();
        Grants = GrantsOf(own);
        var check = await rules.CheckAsync(Form.ToInput(), own, cancellationToken);
        if (!check.IsValid) return Refuse(check);
        if (await reauthentication.AskAsync(this, password, cancellationToken) is { } again) return again;

        if (await tokens.MakeAsync(check, HttpContext.Actor(), cancellationToken) is not { } made)
            // Somebody was quicker: now the check says what is in the way.
            return Refuse(await rules.CheckAsync(Form.ToInput(), own, cancellationToken));
        Made = new(made.Name, made.Token, PortalAddress.Of(portal.Value, Request, ApiEndpoints.Root));
        return Page();
    }

    private GrantEditor GrantsOf(EffectivePermissions own) => new(Form, catalog, own, []) { Groups = offered.Groups() };

    private PageResult Refuse(ApiTokenCheck check)
    {
        errors = check.Errors;
        Grants = Grants with { Errors = errors };
        return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }
}
