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
    }
}
