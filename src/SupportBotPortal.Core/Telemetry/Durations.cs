using System.Diagnostics.Metrics;

namespace SupportBotPortal.Core.Telemetry;

/// <summary>How durations are summed up.</summary>
public static class Durations
{
    /// <summary>From a cache's answer to a model that thinks: what calls to models take, in seconds.</summary>
    public static InstrumentAdvice<double> Buckets { get; } = new() { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60, 120] };
}
