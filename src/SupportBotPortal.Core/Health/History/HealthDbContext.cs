using Microsoft.EntityFrameworkCore;

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

        static void Rollup<T>(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<T> rollup) where T : PeriodOfChecks
        {
            rollup.HasKey(r => new { r.SubjectId, r.Start });
            rollup.HasOne<HealthSubject>().WithMany().HasForeignKey(r => r.SubjectId).OnDelete(DeleteBehavior.Cascade);
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<UnixMilliseconds>();
    }
}
