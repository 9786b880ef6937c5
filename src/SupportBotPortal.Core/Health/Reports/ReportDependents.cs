using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Reports;

/// <summary>Reports for which a provider was chosen by itself.</summary>
internal sealed class ReportDependents(PortalDbContext db) : IProviderDependents
{
    public async Task<IReadOnlyList<ProviderDependent>> OfAsync(Provider provider, CancellationToken cancellationToken)
    {
        var reports = await db.HealthReports.Where(r => r.Scope == ReportScope.Chosen && r.Providers.Contains(provider.Id)).OrderBy(r => r.NormalizedName)
            .Select(r => new { r.Name, r.Providers.Count, r.IsActive }).ToListAsync(cancellationToken);
        return [.. reports.Select(r => new ProviderDependent(r.Count == 1
            ? $"The health report “{r.Name}” is about it alone, and would be about nothing."
            : $"The health report “{r.Name}” is about it, and would go on without it.", IsGrave: r.Count == 1 && r.IsActive))];
    }
}
