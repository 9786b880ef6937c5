using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using SupportBotPortal.Core.Telemetry;

namespace SupportBotPortal.Core.Providers;

/// <summary>How long calls into plugins take, how often one does what it must not, and how many threads each holds.</summary>
public sealed class PluginMeasures
{
    private readonly PortalTelemetry telemetry;
    private readonly TimeProvider time;
    private readonly Histogram<double> duration;
    private readonly Counter<long> faults;
    private readonly ConcurrentDictionary<string, HeldThreads> threads = new(StringComparer.Ordinal);

    public PluginMeasures(PortalTelemetry telemetry, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(telemetry);
        (this.telemetry, this.time) = (telemetry, time);
        duration = telemetry.Meter.CreateHistogram("supportbot.plugin.call.duration", "s", "How long a call into a plugin took, to the last of what it yields.", null, Durations.Buckets);
        faults = telemetry.Meter.CreateCounter<long>("supportbot.plugin.faults", "{fault}", "How often a plugin broke its contract or failed in a way of its own.");
        telemetry.Meter.CreateObservableUpDownCounter(
            "supportbot.plugin.threads", () => threads.Select(t => new Measurement<int>(t.Value.Count, new KeyValuePair<string, object?>(TelemetryTags.ProviderType, t.Key))), "{thread}", "How many threads the code of a plugin stands on.");
    }

    /// <summary>Runs a plugin's code on the current thread, unless it holds too many already.</summary>
    /// <returns>Whether it ran; whatever it throws passes through.</returns>
    public bool TryRun<T>(string typeId, Func<T> call, out T? result) => ThreadsOf(typeId).TryRun(call, out result);

    internal HeldThreads ThreadsOf(string typeId) => threads.GetOrAdd(typeId, static _ => new());

    internal PluginCall Begin(string typeId, string call) =>
        new(telemetry.Activities.StartActivity("plugin " + call), duration, time, typeId, call);

    internal void Fault(string typeId) => faults.Add(1, new KeyValuePair<string, object?>(TelemetryTags.ProviderType, typeId));
}
