using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace SupportBotPortal.Core.Data.Storage;

public static class DataServices
{
    public const string SqliteMigrations = "SupportBotPortal.Migrations.Sqlite";

    public static IServiceCollection AddData(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>()
            .Bind(configuration.GetSection("Storage"))
            .Validate(options => !string.IsNullOrWhiteSpace(options.DataDirectory), "Storage:DataDirectory is empty. Name a directory, or leave the setting out.")
            .ValidateOnStart();
        services.AddSingleton<DataDirectory>();
        services.AddSingleton<DatabaseStart>();
        services.AddSingleton<DatabaseBackup>();
        services.AddSingleton<DatabaseErasure>();
        services.AddHostedService<PendingErasure>();
        services.AddSingleton<SqliteSetup>();
        services.AddSingleton<DatabaseVersion>();
        // The factory serves singletons; pages get a context of their request.
        services.AddDbContextFactory<PortalDbContext>((provider, options) => options
            .UseSqlite(
                SqliteSetup.ConnectionString(provider.GetRequiredService<DataDirectory>().DatabaseFile),
                sqlite => sqlite.MigrationsAssembly(SqliteMigrations))
            .AddInterceptors(provider.GetRequiredService<SqliteSetup>())
            // Whoever derives something from what is saved.
            .AddInterceptors(provider.GetServices<ISaveChangesInterceptor>()));
        return services;
    }
}
