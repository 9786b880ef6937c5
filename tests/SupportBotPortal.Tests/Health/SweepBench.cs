using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Recording;
using SupportBotPortal.Core.Health.Schedule;
using SupportBotPortal.Core.Health.Sweep;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Pages.Providers.Listing;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Health;

/// <summary>A portal with a fake upstream whose schedule comes round when a test says so, on a clock that stands still.</summary>
public sealed class SweepBench : IAsyncDisposable
{
    private SweepBench(PortalFactory portal, FakeUpstream fake, FakeTimeProvider clock) => (Portal, Fake, Clock) = (portal, fake, clock);

    public PortalFactory Portal { get; }

    public FakeUpstream Fake { get; }

    public FakeTimeProvider Clock { get; }

    public static async Task<SweepBench> StartAsync(string? dataDirectory = null, FakeUpstream? fake = null, DateTimeOffset? now = null, IDictionary<string, string?>? settings = null, Action<IServiceCollection>? replace = null)
    {
        var clock = new FakeTimeProvider(now ?? new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));
        var bench = new SweepBench(new PortalFactory(dataDirectory) { Clock = clock, Settings = settings ?? new Dictionary<string, string?>(), Replace = StartedPortal.Quick + replace }, fake ?? await FakeUpstream.StartAsync(o => o.CustomAuth = FakeAuth.None), clock);
        _ = bench.Portal.Services;
        return bench;
    }

    public Task<PortalBrowser> AdminAsync() => PortalBrowser.SignedInAsync(Portal, BuiltInRoles.Admin);

    /// <summary>An active provider without a key, at the fake.</summary>
    public async Task<Guid> AddAsync(string name = "Watched", Action<Provider>? adjust = null)
    {
        var provider = ListBench.New(name);
        (provider.Id, provider.BaseUrl, provider.AuthScheme) = (InTheMiddle(), Fake.CustomUrl.AbsoluteUri, "none");
        adjust?.Invoke(provider);
        await Portal.InDatabaseAsync(db =>
        {
            db.Providers.Add(provider);
            return db.SaveChangesAsync();
        });
        return provider.Id;
    }

    /// <summary>An id whose slot lies well within the usual interval: slots are shifted by chance, and one near its end would fall into the next one now and then.</summary>
    private Guid InTheMiddle()
    {
        var (now, usual) = (Clock.GetUtcNow().UtcDateTime, Portal.Services.GetRequiredService<IOptions<HealthOptions>>().Value.Interval);
        while (true)
        {
            var id = Guid.NewGuid();
            if (CheckTimes.Slot(now, id, usual, 0) - now is var wait && wait > usual / 4 && wait < usual * 3 / 4) return id;
        }
    }

    /// <summary>Lets the schedule come round, and waits for all that it begins.</summary>
    public async Task SweepAsync()
    {
        await Runner.SweepAsync(TestContext.Current.CancellationToken);
        await EndedAsync(Runner.WhenIdleAsync());
        await WrittenAsync();
    }

    public Task WrittenAsync() => EndedAsync(Portal.Services.GetRequiredService<CheckRecorder>().WhenWrittenAsync(TestContext.Current.CancellationToken));

    /// <summary>So much later, the schedule having come round every five seconds.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (var until = Clock.GetUtcNow() + time; Clock.GetUtcNow() < until;)
        {
            Clock.Advance(SweepJob.Every);
            await SweepAsync();
        }
    }

    public Task<Provider> FindAsync(Guid id) => Portal.InDatabaseAsync(db => db.Providers.AsNoTracking().IgnoreQueryFilters().SingleAsync(p => p.Id == id, TestContext.Current.CancellationToken));

    public async Task<List<Check>> ChecksAsync(Guid id)
    {
        await using var db = await History.CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await db.Checks.AsNoTracking().Where(c => db.Subjects.Any(s => s.Id == c.SubjectId && s.ProviderId == id)).OrderBy(c => c.Id).ToListAsync(TestContext.Current.CancellationToken);
    }

    public IDbContextFactory<HealthDbContext> History => Portal.Services.GetRequiredService<IDbContextFactory<HealthDbContext>>();

    internal SweepRunner Runner => Portal.Services.GetRequiredService<SweepRunner>();

    /// <summary>The portal's clock stands still while this waits, so what waits for it would wait for good.</summary>
    private async Task EndedAsync(Task task)
    {
        try
        {
            await task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException("The portal does not come to an end. It said: " + string.Join('\n', Portal.Log.Lines.Where(l => !l.Contains("Executed DbCommand", StringComparison.Ordinal) && !l.StartsWith("Debug", StringComparison.Ordinal)).TakeLast(20)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Fake.DisposeAsync();
    }
}
