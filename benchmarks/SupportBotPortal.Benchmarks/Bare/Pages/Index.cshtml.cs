using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace SupportBotPortal.Benchmarks.Bare.Pages;

/// <summary>Fifty rows in the order of their names.</summary>
[Authorize]
public sealed class IndexModel(IServiceProvider services) : PageModel
{
    public IReadOnlyList<BareProvider> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Rows = await services.GetRequiredService<BareContext>().Providers.AsNoTracking().Where(p => p.DeletedAt == null).OrderBy(p => p.NormalizedName).Take(50).ToListAsync(cancellationToken);
}
