using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.People.External;
using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Settings;

/// <summary>How the portal as a whole is set up.</summary>
[RequirePermission(SettingsPermissions.View)]
public sealed class IndexModel(SignInRules rules, PersonReader people, ExternalRoles external, IOptions<OidcOptions> oidc) : PageModel
{
    public DemandChoice Demand { get; private set; } = null!;

    /// <summary>How many people have no second factor, and a password.</summary>
    public int Without { get; private set; }

    /// <summary>The identity provider, if one is set up.</summary>
    public OidcOptions? Provider => oidc.Value.IsOn ? oidc.Value : null;

    /// <summary>Roles that it is to give, and that do not exist.</summary>
    public IReadOnlyList<string> UnknownRoles { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Demand = DemandChoice.Of(await rules.SecondFactorAsync(cancellationToken));
        UnknownRoles = await external.UnknownAsync(cancellationToken);
        Without = await people.CountWithoutSecondFactorAsync(cancellationToken);
    }
}
