using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Audit;

/// <summary>Lines go after their time, and what is left can be checked as before.</summary>
public sealed class AuditRetentionTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly string directory = Path.Combine(Path.GetTempPath(), "supportbot-test-" + Guid.NewGuid().ToString("N"));
    private PortalFactory portal = null!;

    private static Dictionary<string, string?> Kept => new() { ["Audit:KeepDays"] = "90" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Old_lines_go_and_the_chain_still_fits_from_where_it_begins()
    {
        await TrimmedAsync();

        (await IdsAsync(portal)).ShouldBe([6, 7, 8, 9, 10, 11]);
        var verdict = await VerdictAsync(portal);
        verdict.Wrong.ShouldBeEmpty();
        string.Join(' ', verdict.Good).ShouldContain("6 rows checked");
        string.Join(' ', verdict.Good).ShouldContain("The first is row 6: those before it were removed after their time, on 2026-06-01, as row 11 says.");
        (await TrimAsync(portal)).ShouldBe(0);
    }

    [Fact]
    public async Task The_line_that_tells_of_it_may_go_after_its_time_too()
    {
        await TrimmedAsync();
        await portal.DisposeAsync();
        await using var later = Open(Now.AddDays(100));

        (await TrimAsync(later)).ShouldBe(6);

        (await IdsAsync(later)).ShouldBe([12]);
        (await VerdictAsync(later)).Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_kept_for_ever_stays()
    {
        await using var forever = new PortalFactory { Clock = new FakeTimeProvider(Now), Replace = StartedPortal.Quick };
        await WriteAsync(forever, 3, daysAgo: 4000);

        (await TrimAsync(forever)).ShouldBe(0);
    }

    [Fact]
    public async Task Lines_go_by_themselves_once_a_day()
    {
        var clock = new FakeTimeProvider(Now);
        await using var running = new PortalFactory { Clock = clock, Settings = Kept };
        await WriteAsync(running, 5, daysAgo: 89.5);
        var gone = running.Log.LineAsync("DELETE FROM \"Audit\"", Cancellation);

        clock.Advance(TimeSpan.FromDays(1));

        await gone;
    }

    [Theory]
    [InlineData("DELETE FROM Audit WHERE Id = 8")]
    [InlineData("UPDATE Audit SET ActorName = 'x' WHERE Id = 8")]
    [InlineData("DELETE FROM AuditAnchors")]
    [InlineData("UPDATE AuditAnchors SET LastId = 9")]
    public async Task What_is_left_stays_append_only_and_so_does_where_it_begins(string sql)
    {
        await TrimmedAsync();

        (await Should.ThrowAsync<Microsoft.Data.Sqlite.SqliteException>(() => portal.ChangeFileAsync(sql))).Message.ShouldContain("append-only");
    }

    [Theory]
    // Some more are cut off at the beginning, as the portal would, but without its line.
    [InlineData("INSERT INTO AuditAnchors (LastId, Hash, At) SELECT Id, Hash, At FROM Audit WHERE Id = 7; DELETE FROM Audit WHERE Id <= 7", "no row says that the portal removed those before")]
    [InlineData("INSERT INTO AuditAnchors (LastId, Hash, At) SELECT Id, x'00', At FROM Audit WHERE Id = 7; DELETE FROM Audit WHERE Id <= 7", "Row 8 does not fit the one before")]
    [InlineData("DROP TRIGGER Audit_no_delete; DELETE FROM Audit WHERE Id = 6", "The first row is row 7, not row 6")]
    [InlineData("DROP TRIGGER Audit_no_delete; DELETE FROM Audit WHERE Id = 8", "Row 7 is followed by row 9")]
    [InlineData("DROP TRIGGER AuditAnchors_no_delete; DELETE FROM AuditAnchors", "The first row is row 6, not row 1")]
    public async Task What_somebody_else_removed_still_shows(string sql, string sentence)
    {
        await TrimmedAsync();

        await portal.ChangeFileAsync(sql);

        string.Join(Environment.NewLine, (await VerdictAsync(portal)).Wrong).ShouldContain(sentence);
    }

    [Fact]
    public async Task A_time_that_is_too_short_ends_the_start_with_a_sentence()
    {
        await using var wrong = new PortalFactory { Settings = new Dictionary<string, string?> { ["Audit:KeepDays"] = "30" } };

        Should.Throw<Microsoft.Extensions.Options.OptionsValidationException>(() => wrong.Services).Message.ShouldBe("Audit:KeepDays is 30; it must be 0, for ever, or from 90 to 36,500 days.");
    }

    public ValueTask InitializeAsync()
    {
        portal = Open(Now);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await portal.DisposeAsync();
        await PortalFactory.DeleteAsync(directory);
    }

    /// <summary>A portal on the same data that removes nothing by itself.</summary>
    private PortalFactory Open(DateTimeOffset now) => new(directory)
    {
        Clock = new FakeTimeProvider(now),
        Settings = Kept,
        Replace = services => services.Remove(services.Single(s => s.ImplementationType?.Name == "AuditKeepingRounds")),
    };

    private async Task TrimmedAsync()
    {
        await WriteAsync(portal, 5, daysAgo: 100);
        await WriteAsync(portal, 5, daysAgo: 40);
        (await TrimAsync(portal)).ShouldBe(5);
        (await VerdictAsync(portal)).Wrong.ShouldBeEmpty();
    }

    private static Task<int> TrimAsync(PortalFactory portal) => portal.Services.GetRequiredService<AuditKeeping>().TrimAsync(Cancellation);

    private static Task<AuditVerdict> VerdictAsync(PortalFactory portal) => portal.InDatabaseAsync(db => AuditVerdict.OfAsync(db, Cancellation));

    private static Task<List<long>> IdsAsync(PortalFactory portal) => portal.InDatabaseAsync(db => db.Audit.OrderBy(a => a.Id).Select(a => a.Id).ToListAsync(Cancellation));

    private static Task<int> WriteAsync(PortalFactory portal, int count, double daysAgo) => portal.InDatabaseAsync(async db =>
    {
        var trail = new AuditTrail(new FakeTimeProvider(Now.AddDays(-daysAgo)));
        for (var number = 0; number < count; number++) await trail.CommitAsync(db, new Actor(null, "somebody", "192.0.2.1"), new AuditRecord("test.written"), Cancellation);
        return count;
    });
}
