using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data.Storage;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Hosting;

/// <summary>What the verbs leave in, and say about, the audit log.</summary>
public sealed class AuditVerbTests : IDisposable
{
    private static readonly Dictionary<string, string> German = new() { ["LC_ALL"] = "de_DE.UTF-8" };

    private readonly string folder = Directory.CreateTempSubdirectory("supportbot-audit-").FullName;

    private static string Guard => DatabaseGuards.Triggers["Audit_no_delete"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(folder, "data");

    [Fact]
    public async Task Verify_prints_the_last_row_so_that_cut_off_rows_can_be_missed_and_in_no_other_language_than_its_own()
    {
        // So that a machine without cultures does not make this test mean nothing.
        (1200).ToString("N0", CultureInfo.GetCultureInfo("de-DE")).ShouldBe("1.200");
        var rows = await WriteAsync(1200);

        var whole = await VerifyAsync(0);
        await ChangeAsync($"DROP TRIGGER Audit_no_delete; DELETE FROM Audit WHERE Id = 1200; UPDATE sqlite_sequence SET seq = 1199 WHERE name = 'Audit'; {Guard}");
        var shorter = await VerifyAsync(0);
        await ChangeAsync($"DROP TRIGGER Audit_no_delete; DELETE FROM Audit WHERE Id = 600; {Guard}");
        var broken = await VerifyAsync(1);

        whole.ShouldContain("1,200 rows checked, from the first to the last");
        whole.ShouldContain($"The last is row 1200 of 2026-06-01 09:00:00 UTC, hash {Short(rows[^1])}.");
        whole.ShouldContain("cut off");
        shorter.ShouldContain($"1,199 rows checked");
        shorter.ShouldContain($"The last is row 1199 of 2026-06-01 09:00:00 UTC, hash {Short(rows[^2])}.");
        broken.ShouldContain("Row 601 does not fit the one before");
        broken.ShouldContain("Row 599 is followed by row 601");
    }

    [Theory]
    [InlineData("DROP TRIGGER Audit_no_delete", "The trigger Audit_no_delete is missing.")]
    [InlineData("DROP TRIGGER Audit_no_delete; CREATE TRIGGER Audit_no_delete AFTER INSERT ON Audit WHEN NEW.ActorName='ed@x.de' BEGIN DELETE FROM Audit WHERE Id = NEW.Id; END", "The trigger Audit_no_delete is not as the portal made it: CREATE TRIGGER Audit_no_delete AFTER INSERT ON Audit WHEN NEW.ActorName='ed@x.de'")]
    [InlineData("CREATE TRIGGER quiet BEFORE INSERT ON Audit WHEN NEW.ActorName='ed@x.de' BEGIN SELECT RAISE(IGNORE); END", "\"quiet\" was not made by the portal: CREATE TRIGGER quiet BEFORE INSERT ON Audit")]
    [InlineData("CREATE TRIGGER quiet BEFORE INSERT ON Audit BEGIN SELECT RAISE(IGNORE); END; PRAGMA writable_schema = ON; UPDATE sqlite_master SET type = 'TRIGGER' WHERE name = 'quiet'", "\"quiet\" was not made by the portal")]
    [InlineData("CREATE VIEW people AS SELECT * FROM AspNetUsers", "\"people\" was not made by the portal: CREATE VIEW people")]
    public async Task Verify_and_the_start_say_what_acts_in_the_database_that_the_portal_did_not_make(string sql, string sentence)
    {
        await WriteAsync(3);
        await ChangeAsync(sql);

        (await VerifyAsync(1)).ShouldContain(sentence);

        await using var portal = new PortalFactory(Data);
        using var browser = new PortalBrowser(portal);
        (await browser.GetAsync("/sign-in")).Status.ShouldBe(System.Net.HttpStatusCode.OK);
        portal.Log.Lines.ShouldContain(line => line.StartsWith("Error ", StringComparison.Ordinal) && line.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_freshly_made_database_has_the_expected_triggers_word_for_word_and_the_start_says_nothing()
    {
        await using var portal = new PortalFactory(Data);
        var made = await portal.InDatabaseAsync(db => db.Database.SqlQueryRaw<string>("SELECT name || char(10) || sql AS Value FROM sqlite_master WHERE type NOT IN ('table', 'index')").ToListAsync(Token));

        made.ShouldBe(DatabaseGuards.Triggers.Select(trigger => $"{trigger.Key}\n{trigger.Value}"), ignoreOrder: true);
        portal.Log.Lines.ShouldNotContain(line => line.StartsWith("Error ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verify_says_where_a_row_was_swallowed_although_the_chain_fits_without_it()
    {
        await WriteAsync(2);
        await ChangeAsync($"DROP TRIGGER Audit_no_delete; CREATE TRIGGER Audit_no_delete AFTER INSERT ON Audit BEGIN DELETE FROM Audit WHERE Id = NEW.Id; END");
        await WriteAsync(1);
        await ChangeAsync($"DROP TRIGGER Audit_no_delete; {Guard}");
        var atTheEnd = await VerifyAsync(1);
        await WriteAsync(1);
        var within = await VerifyAsync(1);

        atTheEnd.ShouldContain("The database gave numbers up to 3, and the last row is row 2: what came after it was removed.");
        within.ShouldContain("Row 2 is followed by row 4: what was between them was removed.");
        within.ShouldNotContain("does not fit");
    }

    [Theory]
    [InlineData("UPDATE Audit SET Id = Id + 10", "The first row is row 11, not row 1")]
    [InlineData("DELETE FROM Audit", "The database gave numbers up to 3, and there is no row")]
    [InlineData("DELETE FROM sqlite_sequence WHERE name = 'Audit'", "its count was changed outside the portal")]
    public async Task Verify_says_where_the_numbers_are_not_as_they_were_given(string sql, string sentence)
    {
        await WriteAsync(3);
        await ChangeAsync($"DROP TRIGGER Audit_no_delete; DROP TRIGGER Audit_no_update; {sql}; {Guard}; {DatabaseGuards.Triggers["Audit_no_update"]}");

        (await VerifyAsync(1)).ShouldContain(sentence);
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

    private Task ChangeAsync(string sql) => OutsideAccess.ChangeAsync(Path.Combine(Data, "portal.db"), sql);
}
