using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SupportBotPortal.Core.Data.Configuration;

internal sealed class ProviderSecretConfiguration : IEntityTypeConfiguration<ProviderSecret>
{
    public void Configure(EntityTypeBuilder<ProviderSecret> builder)
    {
        builder.ToTable("ProviderSecrets");
        builder.HasKey(s => new { s.ProviderId, s.Field });
        builder.Property(s => s.Field).HasMaxLength(140);
        builder.Property(s => s.SetBy).HasMaxLength(256);
    }
}
