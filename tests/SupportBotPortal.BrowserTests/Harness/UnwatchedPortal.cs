using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>A portal that is to test by schedule, and has not done so for a quarter of an hour.</summary>
public sealed class UnwatchedPortal : RunningPortal
{
    private readonly LeapingClock clock = new();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        clock.Leap = TimeSpan.FromMinutes(15);
    }

    protected override Task<PortalFactory> ConfigureAsync() => Task.FromResult(new PortalFactory { Clock = clock, SaysItTests = true });

    /// <summary>More time passes than by the clock on the wall.</summary>
    private sealed class LeapingClock : TimeProvider
    {
        public TimeSpan Leap { get; set; }

        public override long GetTimestamp() => base.GetTimestamp() + (long)(Leap.TotalSeconds * TimestampFrequency);
    }
}
