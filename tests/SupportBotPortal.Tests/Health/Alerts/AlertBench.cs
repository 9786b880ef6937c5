using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.Alerts.Channels;
using SupportBotPortal.Core.Health.Alerts.Mail;
using SupportBotPortal.Core.Health.Delivery;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.States;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Egress;
using SupportBotPortal.Tests.Pages.Providers.Listing;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health.Alerts;

/// <summary>A portal that tells of what happens when a test says so, on a clock that stands still.</summary>
internal sealed class AlertBench : IAsyncDisposable
{
    private AlertBench(PortalFactory portal, FakeTimeProvider clock) => (Portal, Clock) = (portal, clock);

    public static Actor Rosa { get; } = new(null, "rosa", "");

    public PortalFactory Portal { get; }

    public FakeTimeProvider Clock { get; }

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public static AlertBench Start(params (string Name, string Value)[] settings)
    {
        // The time of the certificates, too.
        var clock = new FakeTimeProvider(TestDoor.Now);
        var bench = new AlertBench(new PortalFactory { Clock = clock, Replace = StartedPortal.Quick, Settings = settings.ToDictionary(s => s.Name, s => (string?)s.Value) }, clock);
        _ = bench.Portal.Services;
        return bench;
    }

    public async Task<Guid> AddProviderAsync(string name, ProviderEnvironment environment = ProviderEnvironment.None, Action<Provider>? adjust = null)
    {
        var provider = ListBench.New(name);
        provider.Slug = provider.Id.ToString("N")[..8];
        provider.Environment = environment;
        adjust?.Invoke(provider);
        await Portal.InDatabaseAsync(db =>
        {
            db.Providers.Add(provider);
            return db.SaveChangesAsync(Token);
        });
        return provider.Id;
    }

    public async Task<ChannelSaved> AddChannelAsync(AlertChannelInput input)
    {
        await using var scope = Portal.Services.CreateAsyncScope();
        var check = await scope.ServiceProvider.GetRequiredService<AlertChannelRules>().CheckAsync(input, null, Token);
        check.Errors.ShouldBeEmpty();
        return await scope.ServiceProvider.GetRequiredService<AlertChannelChanges>().CreateAsync(check.Values, Rosa, Token);
    }

    public Task<ChannelSaved> AddWebhookAsync(WebhookReceiver receiver, string name = "Hook", Func<AlertChannelInput, AlertChannelInput>? adjust = null)
    {
        var input = new AlertChannelInput { Name = name, Kind = AlertChannelKind.Webhook, Url = receiver.Url, Events = AlertChannelRules.OfferedEvents };
        return AddChannelAsync(adjust?.Invoke(input) ?? input);
    }

    public Task<ChannelSaved> AddMailAsync(string recipients = "oncall@example.com") =>
        AddChannelAsync(new() { Name = "Mail", Kind = AlertChannelKind.Mail, Recipients = recipients, Events = AlertChannelRules.OfferedEvents });

    public async Task SetMailServerAsync(int port, MailSecurity security = MailSecurity.StartTls, string user = MailCatcher.User, string password = MailCatcher.Password, string host = "127.0.0.1", string fromName = "")
    {
        await using var scope = Portal.Services.CreateAsyncScope();
        var existing = await scope.ServiceProvider.GetRequiredService<PortalDbContext>().MailServers.AsNoTracking().FirstOrDefaultAsync(Token);
        var check = await scope.ServiceProvider.GetRequiredService<MailServerRules>().CheckAsync(
            new() { Host = host, Port = $"{port}", Security = security, User = user, Password = password, FromAddress = "portal@example.com", FromName = fromName }, existing, Token);
        check.Errors.ShouldBeEmpty();
        await scope.ServiceProvider.GetRequiredService<MailServerChanges>().SaveAsync(check, existing?.Version ?? 0, Rosa, Token);
    }

    /// <summary>Tests of a provider that end now; one failure makes it down, one success ends that. Letters as in <see cref="HistoryBench"/>.</summary>
    public async Task CheckAsync(Guid provider, string letters, FailureCause? cause = null)
    {
        foreach (var letter in letters)
        {
            var check = HistoryBench.Check(provider, letter, 0, new HealthRules(FailuresBeforeDown: 1, SuccessesBeforeUp: 1));
            await Portal.Services.GetRequiredService<HealthWriter>().WriteAsync([check with { Record = new ProviderTestRecord
            {
                At = Now,
                Outcome = check.Record.Outcome,
                Cause = cause ?? check.Record.Cause,
                Message = check.Record.Message,
                Milliseconds = check.Record.Milliseconds,
                Proof = ProofLevel.KeyProven,
                StartedBy = "schedule",
            } }], Token);
        }
    }

    public Task<int> DispatchAsync() => Portal.Services.GetRequiredService<AlertDispatcher>().DispatchAsync(Token);

    public async Task DeliverAsync()
    {
        await Runner.BeginAsync(Token);
        await Runner.WhenIdleAsync().WaitAsync(TimeSpan.FromMinutes(1), Token);
        Portal.Log.Lines.Where(l => l.Contains("A message could not be sent", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    /// <summary>So much later: what was gathered until then is told.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await DispatchAsync();
        await DeliverAsync();
    }

    /// <summary>Past the time for which alerts are gathered.</summary>
    public Task GatheredAsync() => PassAsync(TimeSpan.FromSeconds(31));

    public HealthDbContext History() => Portal.Services.GetRequiredService<IDbContextFactory<HealthDbContext>>().CreateDbContext();

    public async Task<List<AlertDelivery>> DeliveriesAsync()
    {
        await using var db = History();
        return await db.Deliveries.AsNoTracking().Include(d => d.Items).ThenInclude(i => i.Alert).Include(d => d.Log.OrderBy(a => a.Id)).OrderBy(d => d.Id).ToListAsync(Token);
    }

    /// <summary>What came of the one attempt that there was.</summary>
    public async Task<string> SaidAsync() => (await DeliveriesAsync()).Single().Log.ShouldHaveSingleItem().Said;

    /// <summary>Sends a test through the one mail channel.</summary>
    /// <returns>What was said.</returns>
    public async Task<string> TestMailAsync(bool isDelivered)
    {
        var id = await Portal.InDatabaseAsync(db => db.AlertChannels.Where(c => c.Kind == AlertChannelKind.Mail).Select(c => c.Id).SingleAsync(Token));
        var result = await Portal.Services.GetRequiredService<AlertTest>().SendAsync(id, Rosa, Token).WaitAsync(TimeSpan.FromMinutes(1), Token);
        result.ShouldNotBeNull().IsDelivered.ShouldBe(isDelivered, result!.Said);
        return result.Said;
    }

    public DeliveryRunner Runner => Portal.Services.GetRequiredService<DeliveryRunner>();

    public ValueTask DisposeAsync() => Portal.DisposeAsync();

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
