using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SupportBotPortal.Core.Data.Configuration;

internal sealed class AccessConfiguration :
    IEntityTypeConfiguration<PortalRole>,
    IEntityTypeConfiguration<RolePermission>,
    IEntityTypeConfiguration<UserSession>
{
    public void Configure(EntityTypeBuilder<PortalRole> builder)
    {
        builder.Property(r => r.Description).HasMaxLength(300);
        builder.HasMany(r => r.Permissions).WithOne().HasForeignKey(p => p.RoleId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<RolePermission> builder)
    {
        builder.ToTable("RolePermissions");
        builder.HasKey(p => new { p.RoleId, p.Permission });
        builder.Property(p => p.Permission).HasMaxLength(60);
        // Roles of earlier versions hold everywhere.
        builder.Property(p => p.Environments).HasDefaultValue(Environments.Everywhere).HasSentinel(Environments.Everywhere);
    }

    public void Configure(EntityTypeBuilder<UserSession> builder)
    {
        builder.ToTable("Sessions");
        builder.HasKey(s => s.KeyHash);
        builder.HasIndex(s => s.UserId);
        builder.HasIndex(s => s.LastSeenAt);
        builder.Property(s => s.Address).HasMaxLength(64);
        builder.Property(s => s.Browser).HasMaxLength(300);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
