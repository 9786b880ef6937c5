using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Recording;

namespace SupportBotPortal.Core.Health.Sweep;

/// <summary>
/// Puts in order what a portal left that was killed: standings that were written and not copied are copied; tests that were under
/// way and left no result are remembered as interrupted.
/// </summary>
internal sealed class SweepStart(
    IDbContextFactory<PortalDbContext> contexts,
    IDbContextFactory<HealthDbContext> history,
    CheckRecorder recorder,
    ILogger<SweepStart> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var past = await history.CreateDbContextAsync(cancellationToken);
        await CopyAgainAsync(db, past, cancellationToken);
        var interrupted = 0;
        var leased = await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => p.CheckSlot.LeasedAt != null)
            .Select(p => new { p.Id, p.ConnectionRevision, LeasedAt = p.CheckSlot.LeasedAt!.Value }).ToListAsync(cancellationToken);
        foreach (var one in leased)
        {
            if (await HasEndedAsync(past, one.Id, one.LeasedAt, cancellationToken))
            {
                await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => p.Id == one.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(p => p.CheckSlot.LeasedAt, (DateTime?)null), cancellationToken);
                continue;
            }

            interrupted++;
            recorder.Add(new ScheduledCheck(one.Id, one.ConnectionRevision, CheckKind.Scheduled, null));
        }

        if (interrupted > 0) logger.LogWarning("{Count} tests were under way when the portal ended; they are remembered as interrupted", interrupted);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task CopyAgainAsync(PortalDbContext db, HealthDbContext past, CancellationToken cancellationToken)
    {
        var copied = await db.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Select(p => new { p.Id, p.Health.CheckId }).ToDictionaryAsync(p => p.Id, p => p.CheckId, cancellationToken);
        var lagging = (await past.Subjects.AsNoTracking().ToListAsync(cancellationToken)).Where(s => copied.TryGetValue(s.ProviderId, out var id) && id < s.LastCheckId).ToList();
        foreach (var subject in lagging) await StandingCopy.CopyAsync(db, subject, cancellationToken);
    }

    private static async Task<bool> HasEndedAsync(HealthDbContext past, Guid providerId, DateTime since, CancellationToken cancellationToken) =>
        await past.Checks.AnyAsync(c => past.Subjects.Any(s => s.Id == c.SubjectId && s.ProviderId == providerId) && c.At > since && c.Kind != CheckKind.Manual, cancellationToken);
}
