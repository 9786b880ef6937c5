using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace SupportBotPortal.Core.Data.Storage;

/// <summary>Registers a database beside the configuration.</summary>
public static class SideDatabaseServices
{
    /// <summary>With a factory of contexts, and with a start that brings its file to this version before the portal serves anybody.</summary>
    public static IServiceCollection AddSideDatabase<TContext>(this IServiceCollection services, SideDatabase database)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(database);
        services.TryAddSingleton<SideSqliteSetup>();
        services.AddSingleton<ISideDatabaseStart>(provider => new SideDatabaseStart<TContext>(
            database,
            provider.GetRequiredService<IDbContextFactory<TContext>>(),
            provider.GetRequiredService<DataDirectory>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SideDatabaseStart<TContext>>>()));
        return services.AddDbContextFactory<TContext>((provider, options) => options
            .UseSqlite(SideSqliteSetup.ConnectionString(provider.GetRequiredService<DataDirectory>().File(database.FileName)), sqlite => sqlite.MigrationsAssembly(DataServices.SqliteMigrations))
            .AddInterceptors(provider.GetRequiredService<SideSqliteSetup>()));
    }
}
