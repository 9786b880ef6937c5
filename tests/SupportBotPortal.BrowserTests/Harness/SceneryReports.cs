using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Reports;
using SupportBotPortal.Core.Health.Reports.Plans;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>Reports of every rhythm; of one some were made, and how the sending went is known.</summary>
internal static class SceneryReports
{
    private static readonly Actor Rosa = new(null, "rosa@example.com", "");

    public static async Task FillAsync(PortalFactory portal)
    {
        var weekly = await AddAsync(portal, new() { Name = "Weekly for customer care", TimeZone = "Europe/Madrid", Recipients = "rosa@example.com, customer-care-leads@example.com" });
        await AddAsync(portal, new() { Name = "Every morning", Rhythm = ReportRhythm.Daily, Time = "07:30", TimeZone = "Europe/Madrid", Scope = ReportScope.Environments, Environments = [ProviderEnvironment.Production, ProviderEnvironment.Staging], Recipients = "oncall@example.com" });
        await AddAsync(portal, new() { Name = "Month end, with a name that is as long as names of that kind tend to be", Rhythm = ReportRhythm.Monthly, DayOfMonth = ReportRules.LastDay, IsActive = false });
        await AddAsync(portal, new() { Name = "Twice a week", Rhythm = ReportRhythm.Cron, Cron = "0 8 * * MON,THU", TimeZone = "America/Santiago" });
        await using (var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync())
        {
            // As if it had been planned a month ago: one comes from the schedule.
            await db.HealthReports.Where(r => r.Id == weekly).ExecuteUpdateAsync(set => set.SetProperty(r => r.PlannedAt, DateTime.UtcNow.AddDays(-30)));
        }

        await portal.Services.GetRequiredService<ReportFiring>().FireAsync(CancellationToken.None);
        var made = await portal.Services.GetRequiredService<ReportSending>().SendAsync(weekly, Rosa, CancellationToken.None);
        await using var history = await portal.Services.GetRequiredService<IDbContextFactory<HealthDbContext>>().CreateDbContextAsync();
        foreach (var delivery in await history.Deliveries.Include(d => d.Log).ToListAsync())
        {
            var isDelivered = delivery.OccurrenceId != made;
            delivery.State = isDelivered ? DeliveryState.Delivered : DeliveryState.Waiting;
            delivery.NextAttemptAt = DateTime.UtcNow.AddDays(1);
            delivery.Log.Add(new() { At = DateTime.UtcNow, IsDelivered = isDelivered, Said = isDelivered ? "smtp.example.com accepted it: 2.0.0 Ok: queued as 4F1B2" : "smtp.example.com refused the connection: nothing listens on port 587." });
        }

        await history.SaveChangesAsync();
    }

    private static async Task<Guid> AddAsync(PortalFactory portal, ReportInput input)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var check = await scope.ServiceProvider.GetRequiredService<ReportRules>().CheckAsync(input, null, CancellationToken.None);
        if (!check.IsValid) throw new InvalidOperationException(check.Errors[0].Message);
        return (await scope.ServiceProvider.GetRequiredService<ReportChanges>().CreateAsync(check.Plan, Rosa, CancellationToken.None)).Id;
    }
}
