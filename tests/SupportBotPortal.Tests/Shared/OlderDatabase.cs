using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SupportBotPortal.Migrations.Sqlite;

namespace SupportBotPortal.Tests.Shared;

/// <summary>Takes a database back to what the version before the newest migration had.</summary>
internal static class OlderDatabase
{
    public static Task StepBackAsync(string databaseFile) => StepBackAsync(databaseFile, migrations => migrations.SkipLast(1).Last());

    /// <summary>To what it was after that migration.</summary>
    public static Task StepBackToAsync(string databaseFile, string migration) => StepBackAsync(databaseFile, migrations => migrations.Single(m => m.EndsWith("_" + migration, StringComparison.Ordinal)));

    private static async Task StepBackAsync(string databaseFile, Func<IEnumerable<string>, string> choose)
    {
        await using var db = new DesignTimeContext().CreateDbContext([]);
        db.Database.SetConnectionString($"Data Source={databaseFile};Pooling=False");
        await db.GetService<IMigrator>().MigrateAsync(choose(db.Database.GetMigrations()), TestContext.Current.CancellationToken);
    }
}
