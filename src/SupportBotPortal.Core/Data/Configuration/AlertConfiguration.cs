using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SupportBotPortal.Core.Data.Configuration;

internal sealed class AlertConfiguration :
    IEntityTypeConfiguration<AlertChannel>,
    IEntityTypeConfiguration<MailServer>,
    IEntityTypeConfiguration<MaintenanceWindow>
{
    public void Configure(EntityTypeBuilder<AlertChannel> builder)
    {
        builder.ToTable("AlertChannels");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Name).HasMaxLength(100);
        builder.Property(c => c.NormalizedName).HasMaxLength(200);
        builder.HasIndex(c => c.NormalizedName).IsUnique();
        builder.Property(c => c.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(c => c.TurnedOffBecause).HasMaxLength(500);
        builder.Property(c => c.Url).HasMaxLength(2048);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.PrimitiveCollection(c => c.Recipients);
        builder.PrimitiveCollection(c => c.Events).ElementType().HasConversion<string>();
        builder.PrimitiveCollection(c => c.Environments).ElementType().HasConversion<string>();
        builder.PrimitiveCollection(c => c.Providers);
    }

    public void Configure(EntityTypeBuilder<MailServer> builder)
    {
        builder.ToTable("MailServer");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Host).HasMaxLength(253);
        builder.Property(s => s.Security).HasConversion<string>().HasMaxLength(20);
        builder.Property(s => s.User).HasMaxLength(256);
        builder.Property(s => s.PasswordSetBy).HasMaxLength(256);
        builder.Property(s => s.FromAddress).HasMaxLength(254);
        builder.Property(s => s.FromName).HasMaxLength(100);
        builder.Property(s => s.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<MaintenanceWindow> builder)
    {
        builder.ToTable("MaintenanceWindows");
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.Name).HasMaxLength(100);
        builder.Property(w => w.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(w => w.TimeZone).HasMaxLength(64);
        builder.PrimitiveCollection(w => w.Days).ElementType().HasConversion<string>();
        builder.Property(w => w.Version).IsConcurrencyToken();
        // A provider that is destroyed takes its windows along.
        builder.HasOne<Provider>().WithMany().HasForeignKey(w => w.ProviderId).OnDelete(DeleteBehavior.Cascade);
    }
}
