using System.Diagnostics;
using System.Diagnostics.Metrics;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Telemetry;
using SupportBotPortal.Core.Usage.History;
using SupportBotPortal.Core.Usage.Recording;

namespace SupportBotPortal.Core.Generation.Gateway.Metering;

/// <summary>Measures what bots ask for: for the portal's pages, and by OpenTelemetry's conventions for whoever collects that.</summary>
internal sealed class ChatMeters
{
    private readonly UsageRecorder recorder;
    private readonly PortalTelemetry telemetry;
    private readonly TimeProvider time;

    public ChatMeters(UsageRecorder recorder, PortalTelemetry telemetry, TimeProvider time)
    {
        (this.recorder, this.telemetry, this.time) = (recorder, telemetry, time);
        Duration = telemetry.Meter.CreateHistogram(GenAiTelemetry.DurationMetric, "s", "How long models took from the call to the end of their answer.", null, GenAiTelemetry.DurationBuckets);
        Tokens = telemetry.Meter.CreateHistogram(GenAiTelemetry.TokenMetric, "{token}", "How many tokens were read and written, as far as providers say so.", null, GenAiTelemetry.TokenBuckets);
        FirstChunk = telemetry.Meter.CreateHistogram(GenAiTelemetry.FirstChunkMetric, "s", "How long models took to begin a streamed answer.", null, GenAiTelemetry.DurationBuckets);
    }

    public Histogram<double> Duration { get; }

    public Histogram<long> Tokens { get; }

    public Histogram<double> FirstChunk { get; }

    /// <summary>A model is about to be asked.</summary>
    /// <param name="isFallback">Whether it is another one than that in production.</param>
    public ChatMeter Begin(BotToken token, Target target, bool isStreamed, bool isFallback) => new(this, recorder, time, ActivityOf(target, isStreamed), token.Id, target, isStreamed, isFallback);

    /// <summary>A request got no answer, for whichever reason.</summary>
    public void Refused(BotToken token, BotError error) => recorder.Add(new(token.Id, RefusalOutcomes.Of(error)));

    /// <summary>A request ended before any model was asked, without an answer or a refusal.</summary>
    public void Ended(BotToken token, UsageOutcome outcome) => recorder.Add(new(token.Id, outcome));

    private Activity? ActivityOf(Target target, bool isStreamed)
    {
        // Nobody listens: then not even a name is made.
        if (!telemetry.Activities.HasListeners()) return null;
        return telemetry.Activities.StartActivity(
            $"{GenAiTelemetry.Chat} {target.Model.ModelId}",
            ActivityKind.Client,
            parentContext: default,
            [
                new(GenAiTelemetry.OperationName, GenAiTelemetry.Chat),
                new(GenAiTelemetry.ProviderName, GenAiTelemetry.ProviderOf(target.Provider.TypeId)),
                new(GenAiTelemetry.RequestModel, target.Model.ModelId),
                new(GenAiTelemetry.RequestStream, isStreamed),
                new(TelemetryTags.Provider, target.Provider.Slug),
            ]);
    }
}
