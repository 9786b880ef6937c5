using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SupportBotPortal.Core.Data.Configuration;

internal sealed class SignInPolicyConfiguration : IEntityTypeConfiguration<SignInPolicy>
{
    public void Configure(EntityTypeBuilder<SignInPolicy> builder)
    {
        builder.ToTable("SignInPolicy");
        builder.Property(p => p.Id).ValueGeneratedNever();
        // What nobody knows demands it of all: the careful side.
        builder.Property(p => p.SecondFactor).HasConversion(new StoredNameConverter<SecondFactorDemand>(SecondFactorDemand.Everybody)).HasMaxLength(20);
    }
}
