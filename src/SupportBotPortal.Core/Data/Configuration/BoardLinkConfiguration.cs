using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SupportBotPortal.Core.Data.Configuration;

internal sealed class BoardLinkConfiguration : IEntityTypeConfiguration<BoardLink>
{
    public void Configure(EntityTypeBuilder<BoardLink> builder)
    {
        builder.ToTable("BoardLinks");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.Name).HasMaxLength(100);
        builder.Property(l => l.TokenHash).HasMaxLength(32);
        builder.Property(l => l.CreatedBy).HasMaxLength(256);
        // Each request by a link looks for it.
        builder.HasIndex(l => l.TokenHash).IsUnique();
    }
}
