using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.People.External;
using SupportBotPortal.Core.People.SecondFactor;
using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Pages.People;
using SupportBotPortal.Web.Pages.Roles;

namespace SupportBotPortal.Web.Pages.Account;

/// <summary>What the person who looks may do, and where he is signed in.</summary>
[Authorize]
public sealed class IndexModel(PersonReader people, SecondFactors factors, ExternalPeople external, IOptions<OidcOptions> oidc, PermissionCatalog catalog) : PageModel
{
    public PermissionTable Table { get; private set; } = null!;

    public SessionList Sessions { get; private set; } = new([], null);

    public bool HasPassword { get; private set; }

    /// <summary>The identity provider, if one is set up.</summary>
    public string? Provider => oidc.Value.IsOn ? oidc.Value.Name : null;

    /// <summary>The identity provider, for those who have come by it.</summary>
    public string? SignsInBy { get; private set; }

    public SecondFactorState Factors { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Table = new(catalog, await HttpContext.EffectivePermissionsAsync(), NamesRoles: true);
        var asking = SessionStore.MarkOf(HttpContext);
        var own = HttpContext.Actor().Id!.Value;
        HasPassword = (await people.FindAsync(own, cancellationToken))?.User.PasswordHash is not null;
        SignsInBy = await external.ProviderOfAsync(own, cancellationToken);
        Factors = await factors.OfAsync(own, cancellationToken);
        var sessions = await people.SessionsAsync(own, cancellationToken);
        Sessions = new([.. sessions.Select(s => SessionRow.Of(s, asking)).OrderByDescending(row => row.IsThis)], Url.Page("/Account/Sessions"));
    }
}
