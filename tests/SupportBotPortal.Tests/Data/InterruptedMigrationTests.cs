using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Data.Storage;
using SupportBotPortal.Tests.Hosting;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Data;

/// <summary>A portal that was killed in the middle of a migration leaves EF's lock row behind; nobody may wait for it.</summary>
public sealed class InterruptedMigrationTests : IDisposable
{
    private const string LockRow = """
        CREATE TABLE IF NOT EXISTS __EFMigrationsLock (Id INTEGER NOT NULL CONSTRAINT PK___EFMigrationsLock PRIMARY KEY, Timestamp TEXT NOT NULL);
        INSERT INTO __EFMigrationsLock VALUES (1, '2026-01-01 00:00:00+00:00');
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("supportbot-interrupted-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(folder, "data");

    private string DatabaseFile => Path.Combine(Data, "portal.db");

    private string Backups => Path.Combine(Data, "backups");

    [Fact]
    public async Task With_a_stale_lock_row_on_a_migrated_database_the_portal_and_its_verbs_start()
    {
        await MakeAsync(LockRow);

        using var verb = HostProcess.Start(folder, null, "keys", "status", "--Storage:DataDirectory=" + Data);
        (await verb.EndedAsync(Token)).ShouldBe(0, verb.Output);
        using var host = HostProcess.Start(folder, null, "--urls", "http://127.0.0.1:0", "--Storage:DataDirectory=" + Data);
        await host.StartedAsync(Token);

        Directory.Exists(Backups).ShouldBeFalse();
    }

    [Fact]
    public async Task With_a_stale_lock_row_on_an_older_database_a_verb_says_to_start_the_portal_and_the_portal_migrates()
    {
        await MakeOlderAsync();
        await ChangeAsync(LockRow);

        using var verb = HostProcess.Start(folder, null, "audit", "verify", "--Storage:DataDirectory=" + Data);
        (await verb.EndedAsync(Token)).ShouldBe(1);
        verb.Output.ShouldContain("belongs to an older version. Start the portal once");
        using (var host = HostProcess.Start(folder, null, "--urls", "http://127.0.0.1:0", "--Storage:DataDirectory=" + Data))
        {
            await host.StartedAsync(Token);
        }

        Directory.GetFiles(Backups).ShouldHaveSingleItem();
        using var again = HostProcess.Start(folder, null, "audit", "verify", "--Storage:DataDirectory=" + Data);
        (await again.EndedAsync(Token)).ShouldBe(0, again.Output);
    }

    [Fact]
    public async Task An_empty_file_with_a_stale_lock_row_becomes_a_portal()
    {
        Directory.CreateDirectory(Data);
        await ChangeAsync(LockRow);

        await using var portal = new PortalFactory(Data);

        (await portal.InDatabaseAsync(async db => await db.Database.GetPendingMigrationsAsync(Token))).ShouldBeEmpty();
    }

    [Fact]
    public async Task While_another_process_migrates_a_start_says_so()
    {
        await MakeOlderAsync();
        using var other = FileLock.TryTake(Path.Combine(Data, "migration.lock"));
        using var host = HostProcess.Start(folder, null, "--urls", "http://127.0.0.1:0", "--Storage:DataDirectory=" + Data);

        (await host.EndedAsync(Token)).ShouldBe(1);

        host.Output.ShouldContain("The portal cannot start. Another process brings the database");
    }

    [Fact]
    public async Task Two_migrations_within_a_second_leave_two_copies()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));
        await MakeOlderAsync();
        await StartAsync(clock);
        await OlderDatabase.StepBackAsync(DatabaseFile);
        await StartAsync(clock);

        Directory.GetFiles(Backups).Select(Path.GetFileName).ShouldBe(["portal-20260601-090000-before-migration.db", "portal-20260601-090000-before-migration-2.db"], ignoreOrder: true);
    }

    [Fact]
    public async Task Without_a_copy_nothing_is_migrated_and_a_sentence_says_why()
    {
        await MakeOlderAsync();
        await File.WriteAllTextAsync(Backups, "in the way", Token);
        using var host = HostProcess.Start(folder, null, "--urls", "http://127.0.0.1:0", "--Storage:DataDirectory=" + Data);

        (await host.EndedAsync(Token)).ShouldBe(1);

        host.Output.ShouldContain($"The portal cannot start. The database must be brought up to this version, and the copy that is made before could not be written to {Backups}");
        host.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_copy_that_is_not_whole_is_refused()
    {
        await StartAsync(TimeProvider.System);
        var copy = Path.Combine(folder, "copy.db");
        await ChangeAsync($"VACUUM INTO '{copy}'");
        await DatabaseBackup.DemandWholeAsync(copy, Token);
        var bytes = await File.ReadAllBytesAsync(copy, Token);
        Array.Clear(bytes, 4096, 4096);
        await File.WriteAllBytesAsync(copy, bytes, Token);

        (await Should.ThrowAsync<DatabaseStartException>(() => DatabaseBackup.DemandWholeAsync(copy, Token))).Message.ShouldContain("damaged");
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A portal's data, changed as if something had happened to it.</summary>
    private async Task MakeAsync(string sql)
    {
        await StartAsync(TimeProvider.System);
        await ChangeAsync(sql);
    }

    private async Task MakeOlderAsync()
    {
        await StartAsync(TimeProvider.System);
        await OlderDatabase.StepBackAsync(DatabaseFile);
    }

    private async Task StartAsync(TimeProvider clock)
    {
        await using var portal = new PortalFactory(Data) { Clock = clock };
        portal.Services.GetRequiredService<DatabaseStart>().ShouldNotBeNull();
    }

    private Task ChangeAsync(string sql) => OutsideAccess.ChangeAsync(DatabaseFile, sql);
}
