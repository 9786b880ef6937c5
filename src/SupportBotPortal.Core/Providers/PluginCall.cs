using System.Diagnostics;
using System.Diagnostics.Metrics;
using SupportBotPortal.Core.Telemetry;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>One call into a plugin while it is under way: measured when it is disposed of.</summary>
internal sealed class PluginCall : IDisposable
{
    /// <summary>It was told to end, by a person or a deadline: whose fault that is, a test says.</summary>
    private const string Cancelled = "cancelled";

    private readonly Activity? activity;
    private readonly Histogram<double> duration;
    private readonly TimeProvider time;
    private readonly string typeId;
    private readonly string call;
    private readonly long started;
    private string? error;

    public PluginCall(Activity? activity, Histogram<double> duration, TimeProvider time, string typeId, string call)
    {
        (this.activity, this.duration, this.time, this.typeId, this.call) = (activity, duration, time, typeId, call);
        started = time.GetTimestamp();
        activity?.SetTag(TelemetryTags.ProviderType, typeId);
    }

    /// <summary>Without its message, in which there is what a provider said.</summary>
    public void Failed(Exception exception)
    {
        error = exception is ProviderFailureException failure ? TelemetryTags.Of(failure.Cause) : Cancelled;
        activity?.SetTag(TelemetryTags.ErrorType, error);
        if (error != Cancelled) activity?.SetStatus(ActivityStatusCode.Error);
    }

    public void Dispose()
    {
        var tags = new TagList { { TelemetryTags.ProviderType, typeId }, { TelemetryTags.PluginCall, call } };
        if (error is not null) tags.Add(TelemetryTags.ErrorType, error);
        duration.Record(time.GetElapsedTime(started).TotalSeconds, tags);
        activity?.Dispose();
    }
}
