using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Data.Configuration;

internal sealed class GenerationConfiguration : IEntityTypeConfiguration<GenerationVersion>, IEntityTypeConfiguration<LearnedParameter>
{
    public void Configure(EntityTypeBuilder<GenerationVersion> builder)
    {
        builder.ToTable("GenerationVersions");
        builder.HasKey(v => v.Number);
        builder.Property(v => v.Number).ValueGeneratedNever();
        builder.Property(v => v.By).HasMaxLength(256);
        builder.Property(v => v.Comment).HasMaxLength(GenerationVersion.LongestComment);
        // Never changed once it is stored, so nothing has to be compared.
        builder.Property(v => v.Settings).HasConversion(new GenerationSettingsConverter(), new ValueComparer<GenerationSettings>((a, b) => ReferenceEquals(a, b), v => v.GetHashCode()));
    }

    public void Configure(EntityTypeBuilder<LearnedParameter> builder)
    {
        builder.ToTable("LearnedParameters");
        builder.HasKey(l => new { l.ProviderId, l.ModelId, l.Parameter });
        builder.Property(l => l.ModelId).HasMaxLength(200);
        builder.Property(l => l.Parameter).HasConversion(new StoredNameConverter<GenerationParameter>((GenerationParameter)(-1))).HasMaxLength(40);
        builder.HasOne<Provider>().WithMany().HasForeignKey(l => l.ProviderId).OnDelete(DeleteBehavior.Cascade);
    }
}
