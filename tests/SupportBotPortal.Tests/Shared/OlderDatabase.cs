using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SupportBotPortal.Migrations.Sqlite;

namespace SupportBotPortal.Tests.Shared;

/// <summary>Takes a database back to what the version before the newest migration had.</summary>
internal static class OlderDatabase
{
    public static async Task StepBackAsync(string databaseFile)
    {
        await using var db = new DesignTimeContext().CreateDbContext([]);
        db.Database.SetConnectionString($"Data Source={databaseFile};Pooling=False");
        var before = db.Database.GetMigrations().SkipLast(1).Last();
        await db.GetService<IMigrator>().MigrateAsync(before, TestContext.Current.CancellationToken);
    }
}
