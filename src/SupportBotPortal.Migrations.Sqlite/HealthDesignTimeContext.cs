using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Migrations.Sqlite;

/// <summary>Makes the context of the history for <c>dotnet ef</c>, without starting the portal.</summary>
public sealed class HealthDesignTimeContext : IDesignTimeDbContextFactory<HealthDbContext>
{
    public HealthDbContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<HealthDbContext>()
        .UseSqlite("Data Source=design-time.db", sqlite => sqlite.MigrationsAssembly(typeof(HealthDesignTimeContext).Assembly.GetName().Name))
        .Options);
}
