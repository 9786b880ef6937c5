using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>A portal that tests by its own schedule and tells of what it finds by itself, on a clock that is fast: half a minute passes in three seconds.</summary>
public sealed class TellingPortal : RunningPortal
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Fake.Options.CustomAuth = FakeAuth.None;
    }

    protected override Task<PortalFactory> ConfigureAsync() => Task.FromResult(new PortalFactory { Clock = new FastClock(), RunsByItself = true });

    /// <summary>The time of day is fast; how long something takes, and how long it may, is not.</summary>
    private sealed class FastClock : TimeProvider
    {
        private const int Times = 10;
        private readonly DateTimeOffset start = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow()
        {
            var passed = System.GetUtcNow() - start;
            return start + (passed * Times);
        }
    }
}
