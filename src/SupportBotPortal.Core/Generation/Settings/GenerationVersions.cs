using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Generation.Settings;

/// <summary>Reads the versions. The newest is in production.</summary>
public sealed class GenerationVersions(IDbContextFactory<PortalDbContext> contexts)
{
    public async Task<GenerationVersion?> CurrentAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.GenerationVersions.AsNoTracking().OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellationToken);
    }

    public async Task<GenerationVersion?> FindAsync(int number, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.GenerationVersions.AsNoTracking().FirstOrDefaultAsync(v => v.Number == number, cancellationToken);
    }

    /// <summary>The newest first.</summary>
    /// <param name="before">Only those that are older; <see langword="null"/> = from the newest on.</param>
    public async Task<IReadOnlyList<GenerationVersion>> PageAsync(int? before, int most, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.GenerationVersions.AsNoTracking().Where(v => before == null || v.Number < before).OrderByDescending(v => v.Number).Take(most).ToListAsync(cancellationToken);
    }
}
