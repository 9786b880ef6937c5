using System.Diagnostics;
using System.Diagnostics.Metrics;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Telemetry;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>One test while it is under way: measured when it is disposed of.</summary>
internal sealed class RunningTest(Activity? activity, Histogram<double> duration, Counter<long> results, TimeProvider time, string typeId, string kind) : IDisposable
{
    private readonly long started = time.GetTimestamp();

    /// <summary>Unless it comes to an end.</summary>
    private string outcome = "cancelled";

    private string? error;

    /// <summary>What begins now belongs to this test: whoever yields goes on in the context of who asked for more.</summary>
    public void Enter()
    {
        if (activity is not null) Activity.Current = activity;
    }

    public void Passed() => outcome = TelemetryTags.Of(ProviderTestOutcome.Passed);

    public void Failed(FailureCause cause)
    {
        outcome = TelemetryTags.Of(ProviderTestOutcome.Failed);
        error = TelemetryTags.Of(cause);
        activity?.SetTag(TelemetryTags.ErrorType, error).SetStatus(ActivityStatusCode.Error);
    }

    public void Dispose()
    {
        var tags = new TagList { { TelemetryTags.ProviderType, typeId }, { TelemetryTags.TestKind, kind }, { TelemetryTags.TestOutcome, outcome } };
        if (error is not null) tags.Add(TelemetryTags.ErrorType, error);
        duration.Record(time.GetElapsedTime(started).TotalSeconds, tags);
        results.Add(1, tags);
        activity?.SetTag(TelemetryTags.TestKind, kind).SetTag(TelemetryTags.TestOutcome, outcome);
        activity?.Dispose();
    }
}
