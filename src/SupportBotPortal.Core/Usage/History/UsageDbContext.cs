using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Usage.History;

/// <summary>What bots used, in a file of its own. It knows providers and tokens by number; names are in the configuration. Of prompts and answers there is nothing in it.</summary>
public sealed class UsageDbContext(DbContextOptions<UsageDbContext> options) : DbContext(options)
{
    public DbSet<UsedModel> Models => Set<UsedModel>();

    public DbSet<UsingBot> Bots => Set<UsingBot>();

    public DbSet<HourOfUsage> Hours => Set<HourOfUsage>();

    public DbSet<DayOfUsage> Days => Set<DayOfUsage>();

    public DbSet<UsageProgress> Progress => Set<UsageProgress>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<UsedModel>(model =>
        {
            model.HasIndex(m => new { m.ProviderId, m.ModelId }).IsUnique();
            model.Property(m => m.ModelId).HasMaxLength(200);
            model.Property(m => m.Slug).HasMaxLength(120);
        });
        modelBuilder.Entity<UsingBot>().HasIndex(b => b.TokenId).IsUnique();
        modelBuilder.Entity<HourOfUsage>(Period);
        modelBuilder.Entity<DayOfUsage>(Period);
        modelBuilder.Entity<UsageProgress>().Property(p => p.Id).ValueGeneratedNever();

        static void Period<T>(EntityTypeBuilder<T> period) where T : PeriodOfUsage
        {
            // By time first: pages read a stretch of it, and what is old goes.
            period.HasKey(p => new { p.Start, p.ModelId, p.BotId, p.Outcome });
            period.HasOne<UsedModel>().WithMany().HasForeignKey(p => p.ModelId).OnDelete(DeleteBehavior.Cascade);
            period.HasOne<UsingBot>().WithMany().HasForeignKey(p => p.BotId).OnDelete(DeleteBehavior.Cascade);
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<UnixMilliseconds>();
    }
}
