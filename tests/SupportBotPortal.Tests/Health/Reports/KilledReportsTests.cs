using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts.Channels;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Tests.Health.Alerts;
using SupportBotPortal.Tests.Hosting;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health.Reports;

/// <summary>The executable with its real schedule, killed while it makes and sends reports that are due. <c>KILLS</c> says how often; <c>KILLS=20</c> is the long run.</summary>
public sealed class KilledReportsTests : IDisposable
{
    private const int EachRound = 5;

    private readonly string folder = Directory.CreateTempSubdirectory("supportbot-killed-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(folder, "data");

    [Fact]
    public async Task Each_report_is_made_once_and_sent_whenever_the_portal_dies()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("KILLS") ?? "3", System.Globalization.CultureInfo.InvariantCulture);
        await using var receiver = await WebhookReceiver.StartAsync();
        var channel = await PrepareAsync(receiver);
        for (var round = 0; round < kills; round++)
        {
            await AddReportsAsync(round, channel);
            var dieWithinAMessage = round % 3 == 2;
            if (dieWithinAMessage) receiver.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
            else receiver.AnswerWith(204);
            using var host = Start(receiver);
            // Another moment in each round: from the first report that is made to well into the messages.
            if (dieWithinAMessage) await receiver.WaitAsync(receiver.Received.Count + 1);
            else await MadeAsync((EachRound * round) + 1 + (round % EachRound));
        }

        receiver.AnswerWith(204);
        using (var last = Start(receiver))
        {
            await MadeAsync(EachRound * kills);
            await SettledAsync();
        }

        await using var history = History();
        var made = await history.ReportOccurrences.ToListAsync(Token);
        made.Select(o => o.ReportId).Distinct().Count().ShouldBe(EachRound * kills, "each of them");
        made.Count.ShouldBe(EachRound * kills, "and none twice");
        var deliveries = await history.Deliveries.ToListAsync(Token);
        deliveries.Select(d => d.OccurrenceId).ShouldBe(made.Select(o => (long?)o.Id), ignoreOrder: true);
        deliveries.ShouldAllBe(d => d.State == DeliveryState.Delivered);
        // What was repeated can be told by its id.
        receiver.Received.Select(r => r.Headers["X-SupportBot-Delivery"]).Distinct().Order().ShouldBe(deliveries.Select(d => d.MessageId.ToString()).Order());
    }

    private HostProcess Start(WebhookReceiver receiver) => HostProcess.Start(
        folder,
        new Dictionary<string, string> { ["Egress__Allow__0"] = $"loopback:{new Uri(receiver.Url).Port}" },
        "--urls",
        "http://127.0.0.1:0",
        "--Storage:DataDirectory=" + Data);

    private async Task<Guid> PrepareAsync(WebhookReceiver receiver)
    {
        await using var portal = new PortalFactory(Data) { Replace = StartedPortal.Quick };
        await using var scope = portal.Services.CreateAsyncScope();
        var check = await scope.ServiceProvider.GetRequiredService<AlertChannelRules>().CheckAsync(new() { Name = "Hook", Kind = AlertChannelKind.Webhook, Url = receiver.Url }, null, Token);
        check.Errors.ShouldBeEmpty();
        return (await scope.ServiceProvider.GetRequiredService<AlertChannelChanges>().CreateAsync(check.Values, AlertBench.Rosa, Token)).Id;
    }

    /// <summary>Reports that should have been made while no portal ran.</summary>
    private async Task AddReportsAsync(int round, Guid channel)
    {
        await using var db = Configuration();
        var since = DateTime.UtcNow.AddDays(-3);
        // Far from now, so that none is due a second time while the test runs.
        var at = TimeOnly.FromDateTime(DateTime.UtcNow.AddHours(-6));
        for (var number = 0; number < EachRound; number++)
            db.HealthReports.Add(new() { Id = Guid.NewGuid(), Name = $"Report {round} {number}", NormalizedName = $"REPORT {round} {number}", Rhythm = ReportRhythm.Daily, Time = at, Channels = [channel], PlannedAt = since, CreatedAt = since, UpdatedAt = since, Version = 1 });
        await db.SaveChangesAsync(Token);
    }

    private async Task MadeAsync(int count)
    {
        await using var history = History();
        while (await history.ReportOccurrences.CountAsync(Token) < count) await Task.Delay(20, Token);
    }

    private async Task SettledAsync()
    {
        await using var history = History();
        while (await history.Deliveries.AnyAsync(d => d.State == DeliveryState.Waiting, Token)) await Task.Delay(50, Token);
    }

    private PortalDbContext Configuration() => new(new DbContextOptionsBuilder<PortalDbContext>().UseSqlite($"Data Source={Path.Combine(Data, "portal.db")};Pooling=False").Options);

    private HealthDbContext History() => new(new DbContextOptionsBuilder<HealthDbContext>().UseSqlite($"Data Source={Path.Combine(Data, "health.db")};Pooling=False").Options);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
