using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Health.History;

/// <summary>
/// What tests found, in a file of its own: it grows by millions of rows, and the configuration stays small to check and to copy.
/// It knows providers by number; names and settings are in the configuration.
/// </summary>
public sealed class HealthDbContext(DbContextOptions<HealthDbContext> options) : DbContext(options)
{
    public DbSet<HealthSubject> Subjects => Set<HealthSubject>();

    public DbSet<Check> Checks => Set<Check>();

    public DbSet<HourOfChecks> Hours => Set<HourOfChecks>();

    public DbSet<DayOfChecks> Days => Set<DayOfChecks>();

    public DbSet<StateChange> StateChanges => Set<StateChange>();

    public DbSet<Incident> Incidents => Set<Incident>();

    public DbSet<Alert> Alerts => Set<Alert>();

    public DbSet<AlertDelivery> Deliveries => Set<AlertDelivery>();

    public DbSet<AlertDeliveryItem> DeliveryItems => Set<AlertDeliveryItem>();

    public DbSet<DeliveryAttempt> DeliveryAttempts => Set<DeliveryAttempt>();

    public DbSet<ReportOccurrence> ReportOccurrences => Set<ReportOccurrence>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<HealthSubject>(subject =>
        {
            subject.HasIndex(s => s.ProviderId).IsUnique();
            subject.ComplexProperty(s => s.Standing);
        });
        modelBuilder.Entity<Check>(check =>
        {
            check.HasIndex(c => new { c.SubjectId, c.At });
            check.HasOne<HealthSubject>().WithMany().HasForeignKey(c => c.SubjectId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<HourOfChecks>(Rollup);
        modelBuilder.Entity<DayOfChecks>(Rollup);
        modelBuilder.Entity<StateChange>(change =>
        {
            change.HasIndex(c => new { c.SubjectId, c.At });
            change.HasOne<HealthSubject>().WithMany().HasForeignKey(c => c.SubjectId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<Incident>(incident =>
        {
            incident.HasIndex(i => new { i.SubjectId, i.StartedAt });
            // At most one is open.
            incident.HasIndex(i => i.SubjectId).IsUnique().HasFilter("\"EndedAt\" IS NULL").HasDatabaseName("IX_Incidents_Open");
            incident.HasOne<HealthSubject>().WithMany().HasForeignKey(i => i.SubjectId).OnDelete(DeleteBehavior.Cascade);
            incident.Property(i => i.Note).HasMaxLength(Incident.LongestNote);
        });
        ConfigureAlerts(modelBuilder);
        modelBuilder.Entity<ReportOccurrence>(report =>
        {
            report.Property(o => o.TimeZone).HasMaxLength(64);
            report.Property(o => o.AskedBy).HasMaxLength(256);
            report.HasIndex(o => new { o.ReportId, o.Id });
            // The schedule reports each period once, whatever happens to the portal or its clock.
            report.HasIndex(o => new { o.ReportId, o.PeriodStart, o.PeriodEnd }).IsUnique().HasFilter("\"Kind\" = 0").HasDatabaseName("IX_ReportOccurrences_Once");
        });

        static void Rollup<T>(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<T> rollup) where T : PeriodOfChecks
        {
            rollup.HasKey(r => new { r.SubjectId, r.Start });
            rollup.HasOne<HealthSubject>().WithMany().HasForeignKey(r => r.SubjectId).OnDelete(DeleteBehavior.Cascade);
        }
    }

    private static void ConfigureAlerts(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Alert>(alert =>
        {
            alert.Property(a => a.Key).HasMaxLength(Alert.LongestKey);
            alert.Property(a => a.Model).HasMaxLength(200);
            alert.HasIndex(a => a.Key).IsUnique();
            alert.HasIndex(a => a.IncidentId);
            alert.HasIndex(a => a.At).HasFilter("\"SettledAt\" IS NULL").HasDatabaseName("IX_Alerts_Unsettled");
        });
        modelBuilder.Entity<AlertDelivery>(delivery =>
        {
            delivery.HasIndex(d => d.MessageId).IsUnique();
            delivery.HasIndex(d => new { d.ChannelId, d.Id });
            delivery.HasIndex(d => d.NextAttemptAt).HasFilter("\"State\" = 0").HasDatabaseName("IX_Deliveries_Waiting");
            delivery.PrimitiveCollection(d => d.Remaining);
            // Those that were there before have reached nobody, as far as is known.
            delivery.PrimitiveCollection(d => d.Reached).HasDefaultValueSql("'[]'");
            delivery.PrimitiveCollection(d => d.Refused).HasDefaultValueSql("'[]'");
            // Without a foreign key: SQLite cannot add one to a table that is there.
            delivery.HasIndex(d => d.OccurrenceId).HasFilter("\"OccurrenceId\" IS NOT NULL").HasDatabaseName("IX_Deliveries_OccurrenceId");
            delivery.HasMany(d => d.Items).WithOne().HasForeignKey(i => i.DeliveryId).OnDelete(DeleteBehavior.Cascade);
            delivery.HasMany(d => d.Log).WithOne().HasForeignKey(a => a.DeliveryId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<AlertDeliveryItem>(item =>
        {
            item.HasKey(i => new { i.DeliveryId, i.AlertId });
            item.HasOne(i => i.Alert).WithMany().HasForeignKey(i => i.AlertId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<DeliveryAttempt>().Property(a => a.Said).HasMaxLength(DeliveryAttempt.LongestSaid);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<UnixMilliseconds>();
    }
}
