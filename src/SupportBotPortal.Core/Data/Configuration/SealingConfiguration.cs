using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SupportBotPortal.Core.Data.Configuration;

internal sealed class SealingConfiguration : IEntityTypeConfiguration<SealingKey>, IEntityTypeConfiguration<Installation>
{
    public void Configure(EntityTypeBuilder<SealingKey> builder)
    {
        builder.ToTable("SealingKeys");
        builder.Property(k => k.Id).ValueGeneratedNever();
        builder.Property(k => k.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(k => k.MasterKeyId).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<Installation> builder)
    {
        builder.ToTable("Installation");
        builder.Property(i => i.Id).ValueGeneratedNever();
    }
}
