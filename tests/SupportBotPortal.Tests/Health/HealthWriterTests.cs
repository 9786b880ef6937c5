using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.States;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Health;

public sealed class HealthWriterTests : IDisposable
{
    private readonly HistoryBench bench = new();
    private readonly Guid provider = Guid.NewGuid();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_test_is_kept_with_all_that_it_found_and_without_words_when_it_passed()
    {
        await bench.WriteAsync(provider, "PF");
        await using var db = bench.Open();

        var checks = await db.Checks.OrderBy(c => c.Id).ToListAsync(Token);
        checks.Select(c => (c.At, c.Verdict, c.Cause, c.Milliseconds, c.Message)).ShouldBe(
        [
            (HistoryBench.Begin, CheckVerdict.Passed, null, 100, null),
            (HistoryBench.Begin.AddMinutes(5), CheckVerdict.Failed, FailureCause.Connect, 100, "said F"),
        ]);
        checks[0].ShouldSatisfyAllConditions(c => c.Proof.ShouldBe(ProofLevel.KeyProven), c => c.StartedBy.ShouldBeNull("the schedule is nobody"));
        StageTimes.Read(checks[0].Stages).ShouldBe([(ProbeStageKind.Address, 1), (ProbeStageKind.Connection, 2), (ProbeStageKind.Credentials, 30)]);
    }

    [Fact]
    public async Task An_incident_begins_with_the_first_failure_that_led_to_it_and_ends_with_the_success_that_settles_it()
    {
        var turns = await bench.WriteAsync(provider, "PFFFFPP");

        turns.Select(t => (t.From, t.To, t.Recovers)).ShouldBe([(HealthState.Unknown, HealthState.Healthy, false), (HealthState.Healthy, HealthState.Down, false), (HealthState.Down, HealthState.Healthy, true)]);
        turns[2].IncidentId.ShouldBe(turns[1].IncidentId);
        await using var db = bench.Open();
        var incident = await db.Incidents.SingleAsync(Token);
        (incident.StartedAt, incident.EndedAt, incident.State, incident.Cause).ShouldBe((HistoryBench.Begin.AddMinutes(5), HistoryBench.Begin.AddMinutes(30), HealthState.Down, FailureCause.Connect));
        (await db.StateChanges.OrderBy(c => c.Id).Select(c => c.To).ToListAsync(Token)).ShouldBe([HealthState.Healthy, HealthState.Down, HealthState.Healthy]);
    }

    [Fact]
    public async Task One_trouble_that_changes_its_kind_is_one_incident_and_remembers_the_worst()
    {
        var turns = await bench.WriteAsync(provider, "PQFFFQPP");

        turns.Select(t => t.To).ShouldBe([HealthState.Healthy, HealthState.Quota, HealthState.Down, HealthState.Quota, HealthState.Healthy]);
        await using var db = bench.Open();
        (await db.Incidents.SingleAsync(Token)).State.ShouldBe(HealthState.Down);
    }

    [Fact]
    public async Task An_incident_names_the_cause_that_it_has_now_and_a_cause_that_is_only_counted_is_not_named()
    {
        await bench.WriteAsync(provider, "LLL");
        await bench.Writer.WriteAsync([HistoryBench.Check(provider, 'F', 20)], Token);
        await using var db = bench.Open();
        (await db.Subjects.SingleAsync(Token)).Cause.ShouldBe(FailureCause.RateLimit);
        await bench.WriteAsync(provider, "FF", fromMinute: 25);
        var other = HistoryBench.Check(provider, 'F', 40);

        await bench.Writer.WriteAsync([other with { Record = new() { At = other.Record.At, Outcome = ProviderTestOutcome.Failed, Cause = FailureCause.Credentials, Message = "", StartedBy = "" } }], Token);

        (await db.Incidents.SingleAsync(Token)).Cause.ShouldBe(FailureCause.Credentials);
    }

    [Fact]
    public async Task The_result_of_a_provider_that_was_deactivated_meanwhile_opens_nothing()
    {
        await bench.Writer.WriteAsync([HistoryBench.Check(provider, 'F', 0, new(FailuresBeforeDown: 1)) with { IsUnwatched = true }], Token);

        await using var db = bench.Open();
        (await db.Checks.CountAsync(Token), await db.Incidents.CountAsync(Token), await db.StateChanges.CountAsync(Token)).ShouldBe((1, 0, 0));
    }

    [Fact]
    public async Task What_cannot_be_tested_neither_opens_nor_closes_an_incident()
    {
        (await bench.WriteAsync(provider, "PNNN")).ShouldAllBe(t => t.IncidentId == null);
        await bench.WriteAsync(provider, "FFF", fromMinute: 60);
        await bench.WriteAsync(provider, "NN", fromMinute: 90);
        await using (var db = bench.Open()) (await db.Incidents.SingleAsync(Token)).EndedAt.ShouldBeNull();

        var turns = await bench.WriteAsync(provider, "PP", fromMinute: 120);
        turns[^1].Recovers.ShouldBeTrue();
        await using (var db = bench.Open()) (await db.Incidents.SingleAsync(Token)).EndedAt.ShouldBe(HistoryBench.Begin.AddMinutes(125));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task It_makes_no_difference_in_how_many_batches_tests_are_written(int batch)
    {
        var tests = "PFFPFFFLFPSSSPPQNFFFPPP".Select((letter, index) => HistoryBench.Check(provider, letter, 5 * index)).ToList();
        foreach (var part in tests.Chunk(batch)) await bench.Writer.WriteAsync(part, Token);

        await using var db = bench.Open();
        (await db.StateChanges.OrderBy(c => c.Id).Select(c => c.To).ToListAsync(Token)).ShouldBe(
            [HealthState.Healthy, HealthState.Down, HealthState.Healthy, HealthState.Slow, HealthState.Healthy, HealthState.Quota, HealthState.NotTestable, HealthState.Unknown, HealthState.Down, HealthState.Healthy]);
        (await db.Incidents.CountAsync(i => i.EndedAt != null, Token)).ShouldBe(2);
        (await db.Subjects.SingleAsync(Token)).LastCheckId.ShouldBe(await db.Checks.MaxAsync(c => c.Id, Token));
    }

    [Fact]
    public async Task Providers_in_one_batch_do_not_mix()
    {
        var other = Guid.NewGuid();
        await bench.Writer.WriteAsync([.. Enumerable.Range(0, 3).SelectMany(n => new[] { HistoryBench.Check(provider, 'F', n), HistoryBench.Check(other, 'P', n) })], Token);

        await using var db = bench.Open();
        (await db.Subjects.SingleAsync(s => s.ProviderId == provider, Token)).Standing.State.ShouldBe(HealthState.Down);
        (await db.Subjects.SingleAsync(s => s.ProviderId == other, Token)).Standing.State.ShouldBe(HealthState.Healthy);
        (await db.Incidents.CountAsync(Token)).ShouldBe(1);
    }

    public void Dispose() => bench.Dispose();
}
