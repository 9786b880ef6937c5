using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Usage.History;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Data;

public sealed class MigrationTests
{
    [Fact]
    public async Task The_migrations_say_what_the_model_says_and_apply_to_an_empty_file()
    {
        await using var portal = new PortalFactory { StartsFromNothing = true };

        (await portal.InDatabaseAsync(db => Task.FromResult(db.Database.HasPendingModelChanges()))).ShouldBeFalse();
        (await portal.InDatabaseAsync(async db => await db.Database.GetPendingMigrationsAsync())).ShouldBeEmpty();
        Directory.Exists(Path.Combine(portal.DataDirectory, "backups")).ShouldBeFalse();
        (await portal.InDatabaseAsync(db => db.Database.SqlQueryRaw<string>("PRAGMA journal_mode").ToListAsync())).ShouldBe(["wal"]);
    }

    [Fact]
    public async Task The_databases_beside_it_are_as_their_models_say()
    {
        await using var portal = new PortalFactory();
        await using var history = await portal.Services.GetRequiredService<IDbContextFactory<HealthDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        await using var usage = await portal.Services.GetRequiredService<IDbContextFactory<UsageDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

        foreach (var db in (DbContext[])[history, usage])
        {
            db.Database.HasPendingModelChanges().ShouldBeFalse();
            (await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
            (await db.Database.SqlQueryRaw<string>("PRAGMA journal_mode").ToListAsync(TestContext.Current.CancellationToken)).ShouldBe(["wal"]);
        }
    }

    /// <summary>A rebuilt table is copied outside of the transaction: killed there, the portal would never start again.</summary>
    [Fact]
    public async Task No_migration_copies_a_table()
    {
        await using var portal = new PortalFactory { StartsFromNothing = true };
        await using var history = await portal.Services.GetRequiredService<IDbContextFactory<HealthDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        await using var usage = await portal.Services.GetRequiredService<IDbContextFactory<UsageDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

        var scripts = new[]
        {
            await portal.InDatabaseAsync(db => Task.FromResult(db.GetService<IMigrator>().GenerateScript())),
            history.GetService<IMigrator>().GenerateScript(),
            usage.GetService<IMigrator>().GenerateScript(),
        };

        scripts.ShouldAllBe(s => s.Contains("CREATE TABLE", StringComparison.Ordinal));
        scripts.ShouldAllBe(s => !s.Contains("foreign_keys", StringComparison.Ordinal) && !s.Contains("ef_temp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Before_a_migration_the_database_is_backed_up()
    {
        var directory = Directory.CreateTempSubdirectory("supportbot-migrate-").FullName;
        try
        {
            await using (var first = new PortalFactory(directory) { Replace = StartedPortal.Quick })
            {
                await first.AddPersonAsync(BuiltInRoles.Owner);
            }

            await OlderDatabase.StepBackAsync(Path.Combine(directory, "portal.db"));
            await using var second = new PortalFactory(directory);
            (await second.InDatabaseAsync(async db => await db.Database.GetPendingMigrationsAsync())).ShouldBeEmpty();

            var copy = Directory.GetFiles(Path.Combine(directory, "backups")).ShouldHaveSingleItem();
            if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(copy).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            await using var connection = new SqliteConnection($"Data Source={copy};Mode=ReadOnly;Pooling=False");
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            (await AskAsync(connection, "PRAGMA integrity_check")).ShouldBe("ok");
            (await AskAsync(connection, "SELECT count(*) FROM AspNetUsers")).ShouldBe(1L);
            (await AskAsync(connection, "SELECT count(*) FROM __EFMigrationsHistory")).ShouldBe(await second.InDatabaseAsync(db => Task.FromResult(db.Database.GetMigrations().LongCount() - 1)));
        }
        finally
        {
            await PortalFactory.DeleteAsync(directory);
        }
    }

    private static async Task<object?> AskAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
