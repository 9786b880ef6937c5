using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Pages.Providers.Listing;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers.Checks;

/// <summary>A portal that says that it tests by schedule, on a clock that stands still; nothing comes round by itself.</summary>
public sealed class PlanBench : IAsyncLifetime
{
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));

    public PortalFactory Portal { get; }

    public PortalBrowser Admin { get; private set; } = null!;

    public PlanBench() => Portal = new()
    {
        Clock = Clock,
        SaysItTests = true,
        Replace = StartedPortal.Quick,
    };

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public async ValueTask InitializeAsync() => Admin = await PortalBrowser.SignedInAsync(Portal, BuiltInRoles.Admin);

    public async ValueTask DisposeAsync()
    {
        Admin?.Dispose();
        await Portal.DisposeAsync();
    }

    /// <summary>An active provider with a name of its own, and a slot.</summary>
    public async Task<Provider> AddAsync(Action<Provider>? adjust = null)
    {
        var provider = ListBench.New("P " + Guid.NewGuid().ToString("N")[..8]);
        provider.CheckSlot.NextAt = Now.AddSeconds(90);
        adjust?.Invoke(provider);
        await Portal.InDatabaseAsync(db =>
        {
            db.Providers.Add(provider);
            return db.SaveChangesAsync();
        });
        return provider;
    }
}
