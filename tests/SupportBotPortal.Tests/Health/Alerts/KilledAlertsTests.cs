using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts.Channels;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Tests.Hosting;
using SupportBotPortal.Tests.Pages.Providers.Listing;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health.Alerts;

/// <summary>The executable, killed while it finds, gathers and tells that providers are down. <c>KILLS</c> says how often; <c>KILLS=20</c> is the long run.</summary>
public sealed class KilledAlertsTests : IDisposable
{
    private const int EachRound = 6;

    private readonly string folder = Directory.CreateTempSubdirectory("supportbot-killed-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(folder, "data");

    [Fact]
    public async Task Each_incident_is_told_and_none_in_two_messages_whenever_the_portal_dies()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("KILLS") ?? "3", System.Globalization.CultureInfo.InvariantCulture);
        await using var receiver = await WebhookReceiver.StartAsync();
        var secret = await PrepareAsync(receiver);
        for (var round = 0; round < kills; round++)
        {
            await AddProvidersAsync(round);
            var dieWithinAMessage = round % 3 == 2;
            if (dieWithinAMessage) receiver.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
            else receiver.AnswerWith(204);
            using var host = Start(receiver);
            // Another moment in each round: from the first incident to well into the messages about them.
            if (dieWithinAMessage) await receiver.WaitAsync(receiver.Received.Count + 1);
            else await IncidentsAsync((EachRound * round) + 1 + (round % EachRound));
        }

        receiver.AnswerWith(204);
        using (var last = Start(receiver))
        {
            await IncidentsAsync(EachRound * kills);
            await SettledAsync();
        }

        await using var history = History();
        (await history.Incidents.CountAsync(Token)).ShouldBe(EachRound * kills);
        (await history.Alerts.CountAsync(Token)).ShouldBe(EachRound * kills, "one for each incident");
        var deliveries = await history.Deliveries.Include(d => d.Items).ToListAsync(Token);
        deliveries.ShouldAllBe(d => d.State == DeliveryState.Delivered);
        deliveries.SelectMany(d => d.Items).Select(i => i.AlertId).ToList().ShouldBe(await history.Alerts.Select(a => a.Id).ToListAsync(Token), ignoreOrder: true, "each in one message");
        // What was repeated can be told by its id.
        receiver.Received.Select(r => r.Headers["X-SupportBot-Delivery"]).Distinct().Order().ShouldBe(deliveries.Select(d => d.MessageId.ToString()).Order());
        receiver.Received.ShouldAllBe(r => WebhookReceiver.IsGenuine(r, secret, DateTimeOffset.FromUnixTimeSeconds(long.Parse(r.Headers["X-SupportBot-Timestamp"], System.Globalization.CultureInfo.InvariantCulture))));
    }

    private HostProcess Start(WebhookReceiver receiver) => HostProcess.Start(
        folder,
        new Dictionary<string, string> { ["Health__AtOnceForOneOrigin"] = "1", ["Health__Interval"] = "1.00:00:00", ["Health__GatherAlertsFor"] = "00:00:01", ["Egress__Allow__0"] = $"loopback:{new Uri(receiver.Url).Port}", ["Egress__Allow__1"] = "loopback:9" },
        "--urls",
        "http://127.0.0.1:0",
        "--Storage:DataDirectory=" + Data);

    private async Task<string> PrepareAsync(WebhookReceiver receiver)
    {
        await using var portal = new PortalFactory(Data) { Replace = StartedPortal.Quick };
        await using var scope = portal.Services.CreateAsyncScope();
        var check = await scope.ServiceProvider.GetRequiredService<AlertChannelRules>().CheckAsync(new() { Name = "Hook", Kind = AlertChannelKind.Webhook, Url = receiver.Url }, null, Token);
        check.Errors.ShouldBeEmpty();
        return (await scope.ServiceProvider.GetRequiredService<AlertChannelChanges>().CreateAsync(check.Values, AlertBench.Rosa, Token)).SigningSecret!;
    }

    /// <summary>Nobody answers at their address, and one failure is enough.</summary>
    private async Task AddProvidersAsync(int round)
    {
        await using var db = Configuration();
        for (var number = 0; number < EachRound; number++)
        {
            var provider = ListBench.New($"Down {round} {number}");
            provider.AuthScheme = "none";
            provider.Checks.FailuresBeforeDown = 1;
            provider.CheckSlot.NextAt = DateTime.UtcNow.AddSeconds(2);
            db.Providers.Add(provider);
        }

        await db.SaveChangesAsync(Token);
    }

    private async Task IncidentsAsync(int count)
    {
        await using var history = History();
        while (await history.Incidents.CountAsync(Token) < count)
        {
            // A slot that was taken by a portal that died comes back in a day only.
            await using (var db = Configuration())
            {
                var found = await history.Incidents.Join(history.Subjects, i => i.SubjectId, s => s.Id, (i, s) => s.ProviderId).ToListAsync(Token);
                var now = DateTime.UtcNow;
                await db.Providers.Where(p => !found.Contains(p.Id) && p.CheckSlot.LeasedAt == null && p.CheckSlot.NextAt > now.AddMinutes(1)).ExecuteUpdateAsync(set => set.SetProperty(p => p.CheckSlot.NextAt, now), Token);
            }

            await Task.Delay(50, Token);
        }
    }

    private async Task SettledAsync()
    {
        await using var history = History();
        while (await history.Alerts.AnyAsync(a => a.SettledAt == null, Token) || await history.Deliveries.AnyAsync(d => d.State == DeliveryState.Waiting, Token)) await Task.Delay(50, Token);
    }

    private PortalDbContext Configuration() => new(new DbContextOptionsBuilder<PortalDbContext>().UseSqlite($"Data Source={Path.Combine(Data, "portal.db")};Pooling=False").Options);

    private HealthDbContext History() => new(new DbContextOptionsBuilder<HealthDbContext>().UseSqlite($"Data Source={Path.Combine(Data, "health.db")};Pooling=False").Options);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
