using System.Diagnostics;
using SupportBotPortal.Core.Telemetry;
using SupportBotPortal.Core.Usage.History;
using SupportBotPortal.Core.Usage.Recording;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway.Metering;

/// <summary>One model that is asked for a bot, until it has answered or not. Whatever is told first of its end counts; what was told no end when it is disposed of, the bot gave up.</summary>
internal sealed class ChatMeter(ChatMeters meters, UsageRecorder recorder, TimeProvider time, Activity? activity, Guid tokenId, Target target, bool isStreamed, bool isFallback) : IDisposable
{
    private readonly long began = time.GetTimestamp();
    private AnswerUsage? usage;
    private TimeSpan? firstByte;
    private int hasEnded;

    /// <summary>The first byte of its answer is there.</summary>
    /// <param name="of">Filled in until it ends.</param>
    public void Begun(AnswerUsage of)
    {
        usage = of;
        if (isStreamed) firstByte = time.GetElapsedTime(began);
    }

    /// <summary>The bot has all of it.</summary>
    public void Complete() => End(isFallback ? UsageOutcome.AnsweredByFallback : UsageOutcome.Answered, null);

    /// <summary>It did not begin to answer.</summary>
    public void Failed(FailureCause cause) => End(FailureOutcomes.Of(cause), TelemetryTags.Of(cause));

    /// <summary>It was not asked after all.</summary>
    public void NotAsked(UsageOutcome why) => End(why, TelemetryTags.Of(why));

    /// <summary>Its answer ended before its end.</summary>
    public void BrokenOff(FailureCause cause) => End(UsageOutcome.BrokenOff, TelemetryTags.Of(cause));

    /// <summary>The request turned out to be one that cannot be put to it: that says nothing of the model, and is counted as the request's own outcome.</summary>
    public void Untranslatable() => End(null, TelemetryTags.Of(UsageOutcome.Malformed));

    /// <summary>The portal has a fault.</summary>
    public void Crashed() => End(UsageOutcome.PortalFault, TelemetryTags.Of(UsageOutcome.PortalFault));

    public void Dispose() => End(UsageOutcome.GivenUp, "cancelled");

    private void End(UsageOutcome? outcome, string? error)
    {
        if (Interlocked.Exchange(ref hasEnded, 1) == 1) return;
        var took = time.GetElapsedTime(began);
        if (outcome is { } known)
        {
            recorder.Add(new(tokenId, known)
            {
                ProviderId = target.Model.ProviderId,
                Slug = target.Provider.Slug,
                ModelId = target.Model.ModelId,
                HasBegun = usage is not null,
                InputTokens = usage?.Input,
                OutputTokens = usage?.Output,
                FirstByte = firstByte,
                Duration = known.IsWhole() ? took : null,
            });
        }

        // Where nobody was asked, nothing took any time.
        if (outcome is { } asked && !asked.IsNotAsked()) Measure(took, error);
        EndActivity(error);
    }

    private void Measure(TimeSpan took, string? error)
    {
        if (!meters.Duration.Enabled && !meters.Tokens.Enabled && !meters.FirstChunk.Enabled) return;
        var tags = new TagList
        {
            { GenAiTelemetry.OperationName, GenAiTelemetry.Chat },
            { GenAiTelemetry.ProviderName, GenAiTelemetry.ProviderOf(target.Provider.TypeId) },
            { GenAiTelemetry.RequestModel, target.Model.ModelId },
        };
        if (firstByte is { } first) meters.FirstChunk.Record(first.TotalSeconds, tags);
        if (usage?.Input is { } input) meters.Tokens.Record(input, [.. tags, new(GenAiTelemetry.TokenType, "input")]);
        if (usage?.Output is { } output) meters.Tokens.Record(output, [.. tags, new(GenAiTelemetry.TokenType, "output")]);
        if (error is not null) tags.Add(TelemetryTags.ErrorType, error);
        meters.Duration.Record(took.TotalSeconds, tags);
    }

    private void EndActivity(string? error)
    {
        if (activity is null) return;
        if (usage?.Model is { } model) activity.SetTag(GenAiTelemetry.ResponseModel, model);
        if (usage?.Input is { } input) activity.SetTag(GenAiTelemetry.InputTokens, input);
        if (usage?.Output is { } output) activity.SetTag(GenAiTelemetry.OutputTokens, output);
        if (firstByte is { } first) activity.SetTag(GenAiTelemetry.TimeToFirstChunk, first.TotalSeconds);
        // Without a description: there the words of a provider would stand.
        if (error is not null) activity.SetTag(TelemetryTags.ErrorType, error).SetStatus(ActivityStatusCode.Error);
        activity.Dispose();
    }
}
