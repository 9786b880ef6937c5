using Microsoft.EntityFrameworkCore;

namespace SupportBotPortal.Benchmarks.Bare;

/// <summary>The portal's table, with the columns that a row shows.</summary>
internal sealed class BareContext(DbContextOptions<BareContext> options) : DbContext(options)
{
    public DbSet<BareProvider> Providers => Set<BareProvider>();
}
