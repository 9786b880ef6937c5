using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SupportBotPortal.Core.Data.Configuration;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>, IEntityTypeConfiguration<AuditAnchor>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("Audit");
        builder.Property(a => a.Action).HasMaxLength(60);
        builder.Property(a => a.ActorName).HasMaxLength(256);
        builder.Property(a => a.Address).HasMaxLength(64);
        builder.Property(a => a.SubjectType).HasMaxLength(40);
        builder.Property(a => a.SubjectId).HasMaxLength(64);
        builder.Property(a => a.SubjectName).HasMaxLength(256);
        builder.HasIndex(a => a.At);
        builder.HasIndex(a => a.Action);
        builder.HasIndex(a => new { a.SubjectType, a.SubjectId });
    }

    public void Configure(EntityTypeBuilder<AuditAnchor> builder)
    {
        builder.ToTable("AuditAnchors");
        builder.HasKey(a => a.LastId);
        builder.Property(a => a.LastId).ValueGeneratedNever();
        builder.Property(a => a.Hash).HasMaxLength(32);
    }
}
