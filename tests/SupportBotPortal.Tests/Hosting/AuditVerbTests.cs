using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Hosting;

/// <summary>What the verbs leave in, and say about, the audit log.</summary>
public sealed class AuditVerbTests : IDisposable
{
    private static readonly Dictionary<string, string> German = new() { ["LC_ALL"] = "de_DE.UTF-8" };

    private readonly string folder = Directory.CreateTempSubdirectory("supportbot-audit-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(folder, "data");

    [Fact]
    public async Task Verify_prints_the_last_row_so_that_cut_off_rows_can_be_missed_and_in_no_other_language_than_its_own()
    {
        // So that a machine without cultures does not make this test mean nothing.
        (1200).ToString("N0", CultureInfo.GetCultureInfo("de-DE")).ShouldBe("1.200");
        var rows = await WriteAsync(1200);

        var whole = await VerifyAsync(0);
        await ChangeAsync("DROP TRIGGER Audit_no_delete; DELETE FROM Audit WHERE Id = 1200");
        var shorter = await VerifyAsync(0);
        await ChangeAsync("DELETE FROM Audit WHERE Id = 600");
        var broken = await VerifyAsync(1);

        whole.ShouldContain("1,200 rows checked, from the first to the last");
        whole.ShouldContain($"The last is row 1200 of 2026-06-01 09:00:00 UTC, hash {Short(rows[^1])}.");
        whole.ShouldContain("cut off");
        shorter.ShouldContain($"1,199 rows checked");
        shorter.ShouldContain($"The last is row 1199 of 2026-06-01 09:00:00 UTC, hash {Short(rows[^2])}.");
        broken.ShouldContain("Row 601 does not fit the one before");
    }

    [Fact]
    public async Task Verify_of_an_empty_log_does_not_call_it_whole()
    {
        await WriteAsync(0);

        (await VerifyAsync(0)).ShouldContain("no rows: nothing was checked");
    }

    [Fact]
    public async Task Adopting_a_new_key_leaves_a_row_of_the_command_line_and_refusing_to_leaves_none()
    {
        await WriteAsync(0);
        using (var refused = HostProcess.Start(folder, null, "keys", "adopt-new", "--confirm", "--Storage:DataDirectory=" + Data)) (await refused.EndedAsync(Token)).ShouldBe(1);
        File.Delete(Path.Combine(Data, "master.key"));

        using var verb = HostProcess.Start(folder, null, "keys", "adopt-new", "--confirm", "--Storage:DataDirectory=" + Data);
        (await verb.EndedAsync(Token)).ShouldBe(0, verb.Output);

        await using var portal = new PortalFactory(Data);
        var row = (await portal.InDatabaseAsync(db => db.Audit.AsNoTracking().ToListAsync(Token))).ShouldHaveSingleItem();
        (row.Action, row.ActorName, row.ActorId, row.Address, row.SubjectType, row.SubjectId).ShouldBe(("keys.adopted_new", "command line", null, "", "sealing_key", "2"));
        row.Changes.ShouldContain("{\"field\":\"Key that seals\",\"before\":\"1\",\"after\":\"2\"}");
        (await portal.InDatabaseAsync(db => AuditTrail.CheckAsync(db, Token))).FirstBroken.ShouldBeNull();
    }

    [Fact]
    public async Task Without_its_row_no_key_is_adopted()
    {
        await WriteAsync(0);
        File.Delete(Path.Combine(Data, "master.key"));
        await ChangeAsync("CREATE TRIGGER fails BEFORE INSERT ON Audit BEGIN SELECT RAISE(ABORT, 'disk on fire'); END;");

        using var verb = HostProcess.Start(folder, null, "keys", "adopt-new", "--confirm", "--Storage:DataDirectory=" + Data);
        (await verb.EndedAsync(Token)).ShouldBe(1);
        verb.Output.ShouldContain("The database refused it: ");
        verb.Output.ShouldContain("disk on fire");
        verb.Output.ShouldNotContain("   at ");

        await using var portal = new PortalFactory(Data);
        (await portal.InDatabaseAsync(db => db.SealingKeys.CountAsync(Token))).ShouldBe(1);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static string Short(byte[] hash) => Convert.ToHexStringLower(hash)[..16];

    private async Task<string> VerifyAsync(int code)
    {
        using var verb = HostProcess.Start(folder, German, "audit", "verify", "--Storage:DataDirectory=" + Data);
        (await verb.EndedAsync(Token)).ShouldBe(code, verb.Output);
        return verb.Output;
    }

    /// <returns>The rows' hashes.</returns>
    private async Task<List<byte[]>> WriteAsync(int rows)
    {
        await using var portal = new PortalFactory(Data) { Clock = new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero)) };
        var audit = portal.Services.GetRequiredService<AuditTrail>();
        return await portal.InDatabaseAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Token);
            for (var i = 0; i < rows; i++)
            {
                await audit.CommitAsync(db, Actor.Portal, new AuditRecord("test.written"), Token);
                db.ChangeTracker.Clear();
            }

            await transaction.CommitAsync(Token);
            return await db.Audit.OrderBy(a => a.Id).Select(a => a.Hash).ToListAsync(Token);
        });
    }

    private async Task ChangeAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "portal.db")};Pooling=False");
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Token);
    }
}
