using System.Diagnostics.Metrics;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Telemetry;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>How many tests there are, how they end, and how long they take.</summary>
public sealed class TestMeasures
{
    private readonly PortalTelemetry telemetry;
    private readonly TimeProvider time;
    private readonly Histogram<double> duration;
    private readonly Counter<long> results;

    public TestMeasures(PortalTelemetry telemetry, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(telemetry);
        (this.telemetry, this.time) = (telemetry, time);
        duration = telemetry.Meter.CreateHistogram("supportbot.test.duration", "s", "How long a connection test took.", null, Durations.Buckets);
        results = telemetry.Meter.CreateCounter<long>("supportbot.test.results", "{test}", "How connection tests ended, those included that could not be run.");
    }

    internal RunningTest Begin(ConnectionDraft draft, ProbeRequest request)
    {
        var activity = telemetry.Activities.StartActivity("test");
        activity?.SetTag(TelemetryTags.ProviderType, draft.TypeId).SetTag(TelemetryTags.Provider, draft.Slug);
        return new(activity, duration, results, time, draft.TypeId, request.Generate ? "generating" : "free");
    }

    /// <summary>A test that could not be run: there is nothing to time.</summary>
    public void CountNotTestable(string typeId) =>
        results.Add(1, new(TelemetryTags.ProviderType, typeId), new(TelemetryTags.TestOutcome, TelemetryTags.Of(ProviderTestOutcome.NotTestable)));
}
