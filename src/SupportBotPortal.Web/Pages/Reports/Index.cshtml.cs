using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Reports;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Reports;

/// <summary>Which reports there are, when they come next and what the last ones found.</summary>
[RequirePermission(ReportPermissions.View)]
public sealed class IndexModel(ReportListing listing, IOptions<HealthOptions> options) : PageModel
{
    public IReadOnlyList<ListedReport> Reports { get; private set; } = [];

    public bool IsOn => options.Value.IsOn;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Reports = await listing.AllAsync(cancellationToken);
}
