using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SupportBotPortal.Core.Data.Configuration;

internal sealed class ProviderKeyChangeConfiguration : IEntityTypeConfiguration<ProviderKeyChange>
{
    public void Configure(EntityTypeBuilder<ProviderKeyChange> builder)
    {
        builder.ToTable("ProviderKeyChanges");
        builder.Property(c => c.Field).HasMaxLength(140);
        builder.Property(c => c.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(c => c.By).HasMaxLength(256);
        builder.Property(c => c.Proof).HasConversion<string>().HasMaxLength(20);
        builder.HasIndex(c => new { c.ProviderId, c.At });
    }
}
