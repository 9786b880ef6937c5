using System.ComponentModel;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Web.Api.Providers;

/// <summary>What a connection test found.</summary>
public sealed record ProviderTestResource
{
    [Description("In UTC.")]
    public required DateTime At { get; init; }

    [Description("not_testable is no outage: its key does not open, say.")]
    public required ProviderTestOutcome Outcome { get; init; }

    [Description("Why it failed; null if it did not.")]
    public required FailureCause? Cause { get; init; }

    [Description("What it comes to, as a sentence.")]
    public required string Message { get; init; }

    [Description("How much is proven.")]
    public required ProofLevel Proof { get; init; }

    [Description("How long it took, in milliseconds.")]
    public required int Milliseconds { get; init; }

    [Description("Step by step, in their order; it ends with the first that failed.")]
    public required IReadOnlyList<ProviderTestStage> Stages { get; init; }

    internal static ProviderTestResource Of(FinishedTest test) => new()
    {
        At = test.Record.At,
        Outcome = test.Record.Outcome,
        Cause = test.Record.Cause,
        Message = test.Record.Message,
        Proof = test.Record.Proof,
        Milliseconds = test.Record.Milliseconds,
        Stages = [.. test.Stages.Select(s => new ProviderTestStage(s.Kind, s.Verdict, s.Summary, s.Detail, s.Cause, (int)Math.Min(int.MaxValue, s.Duration.TotalMilliseconds)))],
    };
}

/// <summary>A step of a connection test.</summary>
public sealed record ProviderTestStage(ProbeStageKind Kind, ProbeVerdict Verdict, string Summary, string? Detail, FailureCause? Cause, [property: Description("In milliseconds.")] int Milliseconds);

/// <summary>How a connection is to be tested.</summary>
public sealed record ProviderTestRequest
{
    [Description("Also let a model generate a short answer, which may cost a little.")]
    public bool Generate { get; init; }

    [Description("One of its models to try; null: the one that tests ask, whose result becomes the state of the provider.")]
    public string? Model { get; init; }
}
