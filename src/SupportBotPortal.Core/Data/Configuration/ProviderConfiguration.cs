using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Data.Configuration;

internal sealed class ProviderConfiguration : IEntityTypeConfiguration<Provider>
{
    public void Configure(EntityTypeBuilder<Provider> builder)
    {
        builder.ToTable("Providers");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Name).HasMaxLength(100);
        builder.Property(p => p.NormalizedName).HasMaxLength(200);
        builder.Property(p => p.Slug).HasMaxLength(120);
        builder.Property(p => p.TypeId).HasMaxLength(40);
        builder.Property(p => p.BaseUrl).HasMaxLength(2048);
        builder.Property(p => p.AuthScheme).HasMaxLength(40);
        builder.Property(p => p.Notes).HasMaxLength(2000);
        builder.Property(p => p.Environment).HasConversion(new StoredNameConverter<ProviderEnvironment>(ProviderEnvironment.None)).HasMaxLength(20);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.Property(p => p.DeletedBy).HasMaxLength(256);
        // Filters in SQL that every database here understands.
        builder.HasIndex(p => p.NormalizedName).IsUnique().HasFilter("\"DeletedAt\" IS NULL");
        builder.HasIndex(p => p.Slug).IsUnique();
        builder.HasIndex(p => p.IsDefault).IsUnique().HasFilter("\"IsDefault\"");
        // Of deleted ones only: an index in which nearly every row has the same NULL is chosen for every query, and sorts them all.
        builder.HasIndex(p => p.DeletedAt).HasFilter("\"DeletedAt\" IS NOT NULL");
        builder.HasQueryFilter(Provider.NotDeleted, p => p.DeletedAt == null);

        builder.Property(p => p.Settings).HasConversion(
            value => JsonSerializer.Serialize(value, JsonSerializerOptions.Default),
            text => JsonSerializer.Deserialize<Dictionary<string, string>>(text, JsonSerializerOptions.Default) ?? new(),
            new ValueComparer<Dictionary<string, string>>(
                (a, b) => a!.Count == b!.Count && !a.Except(b).Any(),
                value => value.Aggregate(0, (hash, pair) => hash ^ HashCode.Combine(pair.Key, pair.Value)),
                value => new(value)));
        // Not by a conversion: a list of providers counts the models without reading them.
        builder.PrimitiveCollection(p => p.Models);

        builder.OwnsOne(p => p.LastTest, test =>
        {
            // What cannot be read is never better than it was.
            test.Property(t => t.Outcome).HasConversion(new StoredNameConverter<ProviderTestOutcome>(ProviderTestOutcome.Failed)).HasMaxLength(20);
            test.Property(t => t.Cause).HasConversion(new StoredNameConverter<FailureCause>((FailureCause)(-1))).HasMaxLength(40);
            test.Property(t => t.Proof).HasConversion(new StoredNameConverter<ProofLevel>(ProofLevel.None)).HasMaxLength(20);
            test.Property(t => t.Message).HasMaxLength(500);
            test.Property(t => t.StartedBy).HasMaxLength(256);
        });
        builder.ComplexProperty(p => p.Health, health =>
        {
            health.Property(h => h.State).HasConversion(new StoredNameConverter<HealthState>(HealthState.Unknown)).HasMaxLength(20);
            health.Property(h => h.Proof).HasConversion(new StoredNameConverter<ProofLevel>(ProofLevel.None)).HasMaxLength(20).HasDefaultValue(ProofLevel.None);
            health.Property(h => h.Cause).HasConversion(new StoredNameConverter<FailureCause>((FailureCause)(-1))).HasMaxLength(40);
        });
        builder.ComplexProperty(p => p.Checks, checks =>
        {
            checks.Property(c => c.Rhythm).HasConversion(new StoredNameConverter<CheckRhythm>(CheckRhythm.Usual)).HasMaxLength(20).HasDefaultValue(CheckRhythm.Usual);
            checks.Property(c => c.Cron).HasMaxLength(120);
            checks.Property(c => c.FailuresBeforeDown).HasDefaultValue(3);
            checks.Property(c => c.SuccessesBeforeUp).HasDefaultValue(2);
            checks.Property(c => c.DeepPerMonth).HasDefaultValue(31);
            checks.Property(c => c.TimeZone).HasMaxLength(64);
        });
        builder.ComplexProperty(p => p.CheckSlot);
        builder.ComplexProperty(p => p.DiscoverySlot, slot => slot.Property(s => s.Problem).HasMaxLength(DiscoverySlot.LongestProblem));
        ConfigureList(builder);
        builder.HasMany(p => p.Secrets).WithOne().HasForeignKey(s => s.ProviderId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.KnownModels).WithOne().HasForeignKey(m => m.ProviderId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.KeyChanges).WithOne().HasForeignKey(c => c.ProviderId).OnDelete(DeleteBehavior.Cascade);
    }

    /// <summary>What the list searches, filters and sorts by. Derived where it is stored: whoever changes a row changes this too.</summary>
    private static void ConfigureList(EntityTypeBuilder<Provider> builder)
    {
        builder.Property(p => p.TestState).HasConversion<string>().HasMaxLength(20).HasComputedColumnSql("""
            CASE
              WHEN "LastTest_Outcome" IS NULL THEN 'NotTested'
              WHEN "LastTest_Outcome" = 'NotTestable' THEN 'NotTestable'
              WHEN "Health_State" = 'Down' THEN 'Failed'
              WHEN "Health_State" IN ('RateLimited', 'Quota') THEN 'Busy'
              WHEN "Health_State" = 'Slow' THEN 'Slow'
              WHEN "Health_State" = 'Healthy' THEN CASE "Health_Proof" WHEN 'None' THEN 'NothingProven' WHEN 'Reachable' THEN 'Reachable' ELSE 'Proven' END
              WHEN "LastTest_Outcome" = 'Passed' THEN CASE "LastTest_Proof" WHEN 'None' THEN 'NothingProven' WHEN 'Reachable' THEN 'Reachable' ELSE 'Proven' END
              WHEN "LastTest_Cause" IN ('RateLimit', 'Quota', 'Overloaded') THEN 'Busy'
              ELSE 'Failed'
            END
            """);
        builder.Property(p => p.StateCause).HasConversion(new StoredNameConverter<FailureCause>((FailureCause)(-1))).HasMaxLength(40)
            .HasComputedColumnSql("CASE WHEN \"Health_State\" IS NULL THEN \"LastTest_Cause\" ELSE \"Health_Cause\" END");
        builder.Property(p => p.TestedAt).HasComputedColumnSql("\"LastTest_At\"");
        builder.Property(p => p.ResponseMilliseconds).HasComputedColumnSql("CASE WHEN \"LastTest_Outcome\" = 'Passed' THEN \"LastTest_Milliseconds\" END");
        builder.Property(p => p.CheckDueAt).HasComputedColumnSql("CASE WHEN \"IsActive\" AND \"DeletedAt\" IS NULL AND \"CheckSlot_LeasedAt\" IS NULL THEN \"CheckSlot_NextAt\" END");
        builder.HasIndex(p => p.CheckDueAt).HasFilter("\"CheckDueAt\" IS NOT NULL");
        builder.Property(p => p.SearchText).HasComputedColumnSql("\"NormalizedName\" || ' ' || upper(\"BaseUrl\") || ' ' || upper(\"Slug\")");

        // Each sort pages by its value and then by the name; the name decides alone in the index above.
        foreach (var sorted in (Expression<Func<Provider, object?>>[])
            [
                p => new { p.TypeId, p.NormalizedName },
                p => new { p.TestState, p.NormalizedName },
                p => new { p.TestedAt, p.NormalizedName },
                p => new { p.ResponseMilliseconds, p.NormalizedName },
                p => new { p.KeySetAt, p.NormalizedName },
                p => new { p.CreatedAt, p.NormalizedName },
                // A search reads this instead of the rows.
                p => p.SearchText,
            ])
            builder.HasIndex(sorted).HasFilter("\"DeletedAt\" IS NULL");
    }
}
