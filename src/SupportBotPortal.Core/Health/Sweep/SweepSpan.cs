using System.Diagnostics;
using SupportBotPortal.Core.Telemetry;

namespace SupportBotPortal.Core.Health.Sweep;

/// <summary>A round in the traces: from its first test to the end of its last. One that finds nothing leaves nothing.</summary>
internal sealed class SweepSpan(PortalTelemetry telemetry)
{
    private Activity? activity;
    private int open = 1;
    private int tests;

    /// <summary>One more test belongs to it; not from several threads.</summary>
    public void Adds()
    {
        if (tests++ == 0) activity = telemetry.Activities.StartActivity("sweep");
        Interlocked.Increment(ref open);
    }

    /// <summary>What begins now belongs to this round, and not to the one whose end made room for it.</summary>
    public void Enter() => Activity.Current = activity;

    /// <summary>One of its tests, or the round itself, has come to an end.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref open) > 0) return;
        activity?.SetTag(TelemetryTags.SweepTests, tests);
        activity?.Dispose();
    }
}
