using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SupportBotPortal.Core.Data.Configuration;

internal sealed class SealingConfiguration : IEntityTypeConfiguration<SealingKey>, IEntityTypeConfiguration<Installation>
{
    public void Configure(EntityTypeBuilder<SealingKey> builder)
    {
        builder.ToTable("SealingKeys");
        builder.Property(k => k.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<Installation> builder)
    {
        builder.ToTable("Installation");
        builder.Property(i => i.Id).ValueGeneratedNever();
    }
}
