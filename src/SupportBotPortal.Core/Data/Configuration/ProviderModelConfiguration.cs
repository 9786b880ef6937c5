using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SupportBotPortal.Core.Data.Configuration;

internal sealed class ProviderModelConfiguration : IEntityTypeConfiguration<ProviderModel>
{
    public void Configure(EntityTypeBuilder<ProviderModel> builder)
    {
        builder.ToTable("ProviderModels");
        builder.HasKey(m => new { m.ProviderId, m.ModelId });
        builder.Property(m => m.ModelId).HasMaxLength(200);
        builder.Property(m => m.DisplayName).HasMaxLength(200);
        builder.HasIndex(m => m.RetiresOn);
        // What there is to look at: few of very many.
        builder.HasIndex(m => new { m.ProviderId, m.FirstSeenAt });
        builder.HasIndex(m => m.ProviderId).HasDatabaseName("IX_ProviderModels_Vanished").HasFilter("\"VanishedAt\" IS NOT NULL");
    }
}
