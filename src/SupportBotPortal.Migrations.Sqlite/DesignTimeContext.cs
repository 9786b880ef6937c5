using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Migrations.Sqlite;

/// <summary>Makes the context for <c>dotnet ef</c>, without starting the portal.</summary>
public sealed class DesignTimeContext : IDesignTimeDbContextFactory<PortalDbContext>
{
    public PortalDbContext CreateDbContext(string[] args)
    {
        var services = new ServiceCollection();
        // The schema depends on it: passkeys have a table from version 3 on.
        services.Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
        return new PortalDbContext(new DbContextOptionsBuilder<PortalDbContext>()
            .UseApplicationServiceProvider(services.BuildServiceProvider())
            .UseSqlite("Data Source=design-time.db", sqlite => sqlite.MigrationsAssembly(typeof(DesignTimeContext).Assembly.GetName().Name))
            .Options);
    }
}
