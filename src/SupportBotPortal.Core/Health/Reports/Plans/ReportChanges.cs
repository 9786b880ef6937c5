using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Reports.Plans;

/// <summary>Changes what is reported; each change is one transaction with its audit line.</summary>
public sealed class ReportChanges(PortalDbContext db, IDbContextFactory<HealthDbContext> histories, AuditTrail audit, TimeProvider time)
{
    /// <param name="plan">Checked.</param>
    public async Task<ReportSaved> CreateAsync(HealthReport plan, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await IsTakenAsync(plan.NormalizedName, Guid.Empty, cancellationToken)) return new(ChangeOutcome.NameTaken);
        var report = new HealthReport { Id = Guid.NewGuid(), Name = plan.Name, NormalizedName = plan.NormalizedName, CreatedAt = Now, PlannedAt = Now };
        Apply(report, plan);
        db.HealthReports.Add(report);
        await CommitAsync(report, actor, "health_report.created", ReportPlanWords.Differences(null, report), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(ChangeOutcome.Done, report.Id);
    }

    /// <param name="version">The version that was shown.</param>
    /// <param name="plan">Checked.</param>
    public async Task<ReportSaved> EditAsync(Guid id, int version, HealthReport plan, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.HealthReports.FirstOrDefaultAsync(r => r.Id == id, cancellationToken) is not { } report) return new(ChangeOutcome.NotFound);
        if (report.Version != version) return new(ChangeOutcome.Conflict, id);
        if (await IsTakenAsync(plan.NormalizedName, id, cancellationToken)) return new(ChangeOutcome.NameTaken, id);
        var before = (HealthReport)db.Entry(report).CurrentValues.ToObject();
        Apply(report, plan);
        var changes = ReportPlanWords.Differences(before, report);
        if (changes.Count == 0) return new(ChangeOutcome.Done, id);
        // From now on: neither what other times would have had before is made up for, nor what passed while it was off.
        if (ReportPlanWords.When(before) != ReportPlanWords.When(report) || (report.IsActive && !before.IsActive)) report.PlannedAt = Now;
        await CommitAsync(report, actor, "health_report.edited", changes, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(ChangeOutcome.Done, id);
    }

    /// <summary>Deletes a report with all that were made of it.</summary>
    public async Task<ReportSaved> DeleteAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        if (await db.HealthReports.FirstOrDefaultAsync(r => r.Id == id, cancellationToken) is not { } report) return new(ChangeOutcome.NotFound);
        db.HealthReports.Remove(report);
        await audit.CommitAsync(db, actor, RecordOf(report, "health_report.deleted", []), cancellationToken);
        // What a portal that dies here leaves behind, the next tidying finds.
        await using var history = await histories.CreateDbContextAsync(cancellationToken);
        await OccurrenceKeeping.ForgetAsync(history, id, cancellationToken);
        return new(ChangeOutcome.Done, id);
    }

    internal static AuditRecord RecordOf(HealthReport report, string action, IReadOnlyList<AuditChange> changes) =>
        new(action) { SubjectType = "health_report", SubjectId = report.Id.ToString(), SubjectName = report.Name, Changes = changes };

    private static void Apply(HealthReport report, HealthReport plan)
    {
        (report.Name, report.NormalizedName, report.IsActive) = (plan.Name, plan.NormalizedName, plan.IsActive);
        (report.Rhythm, report.Weekday, report.DayOfMonth, report.Time, report.Cron, report.TimeZone) = (plan.Rhythm, plan.Weekday, plan.DayOfMonth, plan.Time, plan.Cron, plan.TimeZone);
        (report.Recipients, report.Channels) = ([.. plan.Recipients], [.. plan.Channels]);
        (report.Scope, report.Environments, report.Providers) = (plan.Scope, [.. plan.Environments], [.. plan.Providers]);
    }

    private Task CommitAsync(HealthReport report, Actor actor, string action, IReadOnlyList<AuditChange> changes, CancellationToken cancellationToken)
    {
        report.Version++;
        report.UpdatedAt = Now;
        return audit.CommitAsync(db, actor, RecordOf(report, action, changes), cancellationToken);
    }

    private Task<bool> IsTakenAsync(string normalized, Guid id, CancellationToken cancellationToken) => db.HealthReports.AnyAsync(r => r.NormalizedName == normalized && r.Id != id, cancellationToken);

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
