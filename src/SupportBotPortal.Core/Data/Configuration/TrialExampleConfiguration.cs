using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SupportBotPortal.Core.Data.Configuration;

internal sealed class TrialExampleConfiguration : IEntityTypeConfiguration<TrialExample>
{
    public void Configure(EntityTypeBuilder<TrialExample> builder)
    {
        builder.ToTable("TrialExamples");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Name).HasMaxLength(100);
        builder.Property(e => e.Model).HasMaxLength(500);
        builder.Property(e => e.SavedBy).HasMaxLength(256);
    }
}
