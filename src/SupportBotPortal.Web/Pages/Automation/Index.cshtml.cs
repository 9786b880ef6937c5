using Microsoft.AspNetCore.Mvc.RazorPages;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.People.Tokens;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Automation;

/// <summary>Which programs may act for whom.</summary>
[RequirePermission(ApiTokenPermissions.View)]
public sealed class IndexModel(ApiTokens tokens, PermissionCatalog catalog, TimeProvider time) : PageModel
{
    public IReadOnlyList<ApiTokenRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        Rows = [.. (await tokens.AllAsync(cancellationToken)).Select(token => new ApiTokenRow(token, catalog, now))];
    }
}
