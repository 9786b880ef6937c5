using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Health.Alerts;

namespace SupportBotPortal.Tests.Health.Alerts;

/// <summary>What is written into the outbox, together with the tests that it comes of.</summary>
public sealed class OutboxTests : IDisposable
{
    private readonly HistoryBench bench = new();
    private readonly Guid provider = Guid.NewGuid();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("PFF", "")]
    [InlineData("PFFF", "Down")]
    [InlineData("FFFFFFFF", "Down")]
    [InlineData("FFFP", "Down")]
    [InlineData("FFFPP", "Down Recovered")]
    [InlineData("FFFPPFFFPP", "Down Recovered Down Recovered")]
    [InlineData("LLL", "RateLimited")]
    [InlineData("LLLFFF", "RateLimited Down")]
    [InlineData("LLLFFFPP", "RateLimited Down Recovered")]
    [InlineData("FFFLLL", "Down")]
    [InlineData("Q", "Quota")]
    [InlineData("QQQFFF", "Quota Down")]
    [InlineData("SSSSSS", "")]
    [InlineData("NNNNNN", "")]
    [InlineData("FFFNPP", "Down Recovered")]
    public async Task Each_turn_for_the_worse_and_the_end_of_it_is_told_once(string letters, string told)
    {
        await bench.WriteAsync(provider, letters);
        (await EventsAsync()).ShouldBe(told);
    }

    [Theory]
    [InlineData("LLLFFFPP", "RateLimited Down Recovered")]
    [InlineData("FFFPPFFFPP", "Down Recovered Down Recovered")]
    public async Task It_is_the_same_whether_the_tests_are_written_at_once_or_one_by_one(string letters, string told)
    {
        for (var index = 0; index < letters.Length; index++) await bench.WriteAsync(provider, letters[index].ToString(), 5 * index);
        (await EventsAsync()).ShouldBe(told);
    }

    [Fact]
    public async Task An_alert_says_whose_incident_it_is_of_since_when_and_why()
    {
        await bench.WriteAsync(provider, "PFFF");
        await using var db = bench.Open();
        var (alert, incident) = (await db.Alerts.SingleAsync(Token), await db.Incidents.SingleAsync(Token));
        (alert.ProviderId, alert.IncidentId, alert.Since, alert.At, alert.Cause, alert.SettledAt).ShouldBe((provider, incident.Id, incident.StartedAt, HistoryBench.Begin.AddMinutes(15), incident.Cause, null));
    }

    [Fact]
    public async Task The_end_of_an_incident_that_nobody_was_alerted_of_is_no_news()
    {
        await bench.WriteAsync(provider, "FFF");
        await using (var db = bench.Open()) await db.Alerts.ExecuteDeleteAsync(Token);
        await bench.WriteAsync(provider, "PP", 30);
        (await EventsAsync()).ShouldBe("");
    }

    [Fact]
    public async Task What_is_noticed_again_has_one_line_also_when_two_notice_it_at_the_same_time()
    {
        var outbox = new AlertOutbox(bench.Contexts);
        var retires = new DateOnly(2026, 12, 20);
        var drafts = new[] { AlertDraft.OfRetiring(provider, "m", retires, HistoryBench.Begin)!, AlertDraft.OfRetiring(provider, "m", retires, HistoryBench.Begin.AddHours(1))! };

        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => outbox.AddAsync(drafts, Token))));

        added.Sum().ShouldBe(1);
        (await EventsAsync()).ShouldBe("ModelRetiring");
    }

    [Theory]
    [InlineData(61, null)]
    [InlineData(60, 60)]
    [InlineData(31, 60)]
    [InlineData(30, 30)]
    [InlineData(8, 30)]
    [InlineData(7, 7)]
    [InlineData(-3, 7)]
    public void A_model_that_retires_is_told_in_three_stages(int daysLeft, int? stage)
    {
        var draft = AlertDraft.OfRetiring(provider, "m", DateOnly.FromDateTime(HistoryBench.Begin).AddDays(daysLeft), HistoryBench.Begin);
        (draft?.Key.Split(':')[2]).ShouldBe(stage?.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    public void Dispose() => bench.Dispose();

    private async Task<string> EventsAsync()
    {
        await using var db = bench.Open();
        return string.Join(' ', await db.Alerts.OrderBy(a => a.Id).Select(a => a.Event).ToListAsync(Token));
    }
}
