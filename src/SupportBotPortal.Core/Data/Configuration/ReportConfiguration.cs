using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SupportBotPortal.Core.Data.Configuration;

internal sealed class ReportConfiguration : IEntityTypeConfiguration<HealthReport>
{
    public void Configure(EntityTypeBuilder<HealthReport> builder)
    {
        builder.ToTable("HealthReports");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Name).HasMaxLength(100);
        builder.Property(r => r.NormalizedName).HasMaxLength(200);
        builder.HasIndex(r => r.NormalizedName).IsUnique();
        builder.Property(r => r.Rhythm).HasConversion(new StoredNameConverter<ReportRhythm>(ReportRhythm.Weekly)).HasMaxLength(20);
        builder.Property(r => r.Weekday).HasConversion(new StoredNameConverter<DayOfWeek>(DayOfWeek.Monday)).HasMaxLength(20);
        builder.Property(r => r.Scope).HasConversion(new StoredNameConverter<ReportScope>(ReportScope.All)).HasMaxLength(20);
        builder.Property(r => r.Cron).HasMaxLength(120);
        builder.Property(r => r.TimeZone).HasMaxLength(64);
        builder.PrimitiveCollection(r => r.Recipients);
        builder.PrimitiveCollection(r => r.Channels);
        builder.PrimitiveCollection(r => r.Environments).ElementType().HasConversion<string>();
        builder.PrimitiveCollection(r => r.Providers);
        builder.Property(r => r.Version).IsConcurrencyToken();
    }
}
