using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Reports;
using SupportBotPortal.Core.Health.Reports.Plans;
using SupportBotPortal.Tests.Health.Alerts;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health.Reports;

/// <summary>What tests do with reports on a bench whose clock they hold.</summary>
internal static class ReportBench
{
    /// <summary>Every day at eight in Madrid.</summary>
    public static ReportInput Daily { get; } = new() { Name = "Daily", Rhythm = ReportRhythm.Daily, Time = "08:00", TimeZone = "Europe/Madrid" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<Guid> AddReportAsync(this AlertBench bench, ReportInput input) => bench.Portal.AddReportAsync(input);

    public static async Task<Guid> AddReportAsync(this PortalFactory portal, ReportInput input)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var check = await scope.ServiceProvider.GetRequiredService<ReportRules>().CheckAsync(input, null, Token);
        check.Errors.ShouldBeEmpty();
        return (await scope.ServiceProvider.GetRequiredService<ReportChanges>().CreateAsync(check.Plan, AlertBench.Rosa, Token)).Id;
    }

    public static async Task EditReportAsync(this AlertBench bench, Guid id, ReportInput input)
    {
        await using var scope = bench.Portal.Services.CreateAsyncScope();
        var existing = await scope.ServiceProvider.GetRequiredService<PortalDbContext>().HealthReports.AsNoTracking().SingleAsync(r => r.Id == id, Token);
        var check = await scope.ServiceProvider.GetRequiredService<ReportRules>().CheckAsync(input, existing, Token);
        check.Errors.ShouldBeEmpty();
        (await scope.ServiceProvider.GetRequiredService<ReportChanges>().EditAsync(id, existing.Version, check.Plan, AlertBench.Rosa, Token)).Outcome.ShouldBe(Core.Providers.ChangeOutcome.Done);
    }

    public static Task<int> FireAsync(this AlertBench bench) => bench.Portal.Services.GetRequiredService<ReportFiring>().FireAsync(Token);

    /// <summary>It is that time, in UTC, whatever it was before.</summary>
    public static Task<int> FireAtAsync(this AlertBench bench, string time)
    {
        bench.Clock.AdjustTime(At(time));
        return bench.FireAsync();
    }

    public static async Task<List<ReportOccurrence>> OccurrencesAsync(this AlertBench bench)
    {
        await using var db = bench.History();
        return await db.ReportOccurrences.AsNoTracking().OrderBy(o => o.Id).ToListAsync(Token);
    }

    /// <summary>The first days of what was reported, in the order in which it was.</summary>
    public static async Task<IEnumerable<string>> PeriodsAsync(this AlertBench bench) =>
        (await bench.OccurrencesAsync()).Select(o => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{o.PeriodStart:MM-dd HH:mm}"));

    /// <summary>What the one report that there is says.</summary>
    public static async Task<ReportContent> ContentAsync(this AlertBench bench) =>
        (await bench.Portal.Services.GetRequiredService<ReportContents>().OfAsync((await bench.OccurrencesAsync())[^1], Token)).ShouldNotBeNull();

    public static DateTimeOffset At(string time) => DateTimeOffset.ParseExact(time, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

    public static DateTime Utc(string time) => At(time).UtcDateTime;
}
