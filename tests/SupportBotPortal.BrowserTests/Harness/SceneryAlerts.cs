using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>Channels that work, fail and were turned off, what they were told, a mail server, and maintenance.</summary>
internal static class SceneryAlerts
{
    public static readonly Guid Mail = new("11111111-0000-4000-8000-000000000001");
    public static readonly Guid Chat = new("11111111-0000-4000-8000-000000000002");
    public static readonly Guid Old = new("11111111-0000-4000-8000-000000000003");
    public static readonly Guid Nights = new("11111111-0000-4000-8000-000000000004");

    public static async Task FillAsync(PortalFactory portal)
    {
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var providers = await db.Providers.ToDictionaryAsync(p => p.Slug, p => p.Id);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        db.MailServers.Add(new() { Host = "127.0.0.1", Port = 9, Security = MailSecurity.None, FromAddress = "portal@example.com", FromName = "SupportBot Portal", UpdatedAt = now.AddDays(-20), Version = 1 });
        db.AlertChannels.AddRange(
            Channel(Mail, "On call", AlertChannelKind.Mail, now, c => (c.Recipients, c.ReminderHours, c.Environments) = (["rosa@example.com", "luis@example.com", "night-shift@example.com", "head-of-customer-care@example.com"], 4, [ProviderEnvironment.Production])),
            Channel(Chat, "Operations chat, where everybody reads and nobody answers", AlertChannelKind.Webhook, now, c => (c.Url, c.Providers) = ("http://127.0.0.1:9/hooks/T0ken", [providers["production-openai"], providers["on-prem-vllm"]])),
            Channel(Old, "Ticket system", AlertChannelKind.Webhook, now, c => (c.Url, c.IsActive, c.TurnedOffBecause) = ("https://tickets.example.com/in", false, "tickets.example.com answered 410.")));
        db.MaintenanceWindows.AddRange(
            new() { Id = Guid.NewGuid(), Name = "Gateway update", ProviderId = providers["staging-openai"], From = now.AddHours(-1), To = now.AddHours(30), UpdatedAt = now, Version = 1 },
            new() { Id = Nights, Name = "Nights in which the data centre works on its network", Kind = MaintenanceKind.Weekly, Days = [(DayOfWeek)(((int)now.DayOfWeek + 3) % 7), (DayOfWeek)(((int)now.DayOfWeek + 4) % 7)], Start = new(22, 30), Minutes = 240, TimeZone = "Europe/Madrid", UpdatedAt = now, Version = 1 },
            new() { Id = Guid.NewGuid(), Name = "Move to the new cluster", From = now.AddDays(-9), To = now.AddDays(-8), UpdatedAt = now.AddDays(-9), Version = 1 });
        await db.SaveChangesAsync();
        await DeliverAsync(portal, providers, now);
    }

    private static async Task DeliverAsync(PortalFactory portal, Dictionary<string, Guid> providers, DateTime now)
    {
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<HealthDbContext>>().CreateDbContextAsync();
        var vllm = providers["on-prem-vllm"];
        var incident = await db.Incidents.Where(i => i.EndedAt == null && db.Subjects.Any(s => s.Id == i.SubjectId && s.ProviderId == vllm)).Select(i => i.Id).FirstAsync();
        Alert Down(string key, string slug, long? id, DateTime at) => new() { Key = key, Event = AlertEvent.Down, At = at, Since = at, ProviderId = providers[slug], IncidentId = id, Cause = FailureCause.Tls, SettledAt = at.AddSeconds(30) };
        Add(Mail, now.AddDays(-3), DeliveryState.Delivered, [new() { Key = "retiring", Event = AlertEvent.ModelRetiring, At = now.AddDays(-3), ProviderId = providers["production-openai"], Model = "gpt-fake", On = DateOnly.FromDateTime(now.AddDays(21)), SettledAt = now.AddDays(-3) }], "smtp.example.com accepted it: 2.0.0 Ok: queued as 4XyZ1");
        Add(Chat, now.AddDays(-2.5), DeliveryState.GivenUp, [Down("old", "mistral-gateway", null, now.AddDays(-2.5))], "127.0.0.1:9: nobody answered.", "127.0.0.1:9: nobody answered.", "127.0.0.1:9 answered 502: Bad gateway, said a proxy whose name is long and whose explanations are longer still, in one sentence that does not end when one expects it to.");
        Add(Mail, now.AddHours(-28), DeliveryState.Delivered, [Down("both", "on-prem-vllm", incident, now.AddHours(-28))], "smtp.example.com accepted it: 2.0.0 Ok: queued as 4XyZ2");
        Add(Chat, now.AddMinutes(-9), DeliveryState.Waiting, [Down("chat", "on-prem-vllm", incident, now.AddMinutes(-9)), Down("second", "mistral-gateway", null, now.AddMinutes(-9))], "127.0.0.1:9: nobody answered.", "127.0.0.1:9: nobody answered.");
        Add(Old, now.AddMinutes(-5), DeliveryState.Dropped, [Down("third", "legacy-gateway", null, now.AddMinutes(-5))], "Not sent: the channel is turned off.");
        await db.SaveChangesAsync();

        void Add(Guid channel, DateTime at, DeliveryState state, IEnumerable<Alert> alerts, params string[] said) => db.Deliveries.Add(new()
        {
            MessageId = Guid.NewGuid(),
            ChannelId = channel,
            CreatedAt = at,
            State = state,
            Attempts = said.Length,
            NextAttemptAt = now.AddMinutes(11),
            EndedAt = state == DeliveryState.Waiting ? null : at.AddMinutes(said.Length),
            Items = [.. alerts.Select(a => new AlertDeliveryItem { Alert = a })],
            Log = [.. said.Select((words, index) => new DeliveryAttempt { At = at.AddMinutes(index), Milliseconds = 40 + (index * 17), IsDelivered = state == DeliveryState.Delivered && index == said.Length - 1, Said = words })],
        });
    }

    private static AlertChannel Channel(Guid id, string name, AlertChannelKind kind, DateTime now, Action<AlertChannel> adjust)
    {
        var channel = new AlertChannel { Id = id, Name = name, NormalizedName = name.ToUpperInvariant(), Kind = kind, CreatedAt = now.AddDays(-30), UpdatedAt = now.AddDays(-4), SigningSecretSetAt = now.AddDays(-30), Events = [.. Core.Health.Alerts.Channels.AlertChannelRules.UsualEvents], Version = 1 };
        adjust(channel);
        return channel;
    }
}
