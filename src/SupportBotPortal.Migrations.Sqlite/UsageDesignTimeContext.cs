using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SupportBotPortal.Core.Usage.History;

namespace SupportBotPortal.Migrations.Sqlite;

/// <summary>Makes the context of what bots used for <c>dotnet ef</c>, without starting the portal.</summary>
public sealed class UsageDesignTimeContext : IDesignTimeDbContextFactory<UsageDbContext>
{
    public UsageDbContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<UsageDbContext>()
        .UseSqlite("Data Source=design-time.db", sqlite => sqlite.MigrationsAssembly(typeof(UsageDesignTimeContext).Assembly.GetName().Name))
        .Options);
}
