using Microsoft.Extensions.AI;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.PluginTestKit.Running;

/// <summary>How an operation went.</summary>
internal sealed class Attempt(Operation operation, Session session)
{
    public Operation Operation { get; } = operation;

    public Session Session { get; } = session;

    public IReadOnlyList<DiscoveredModel> Models { get; set; } = [];

    public List<ProbeStage> Stages { get; } = [];

    public ChatResponse? Answer { get; set; }

    public List<ChatResponseUpdate> Updates { get; } = [];

    public Exception? Thrown { get; set; }

    public string Text => Answer?.Text ?? string.Concat(Updates.Select(u => u.Text));

    public ChatFinishReason? FinishReason => Answer?.FinishReason ?? Updates.LastOrDefault(u => u.FinishReason is not null)?.FinishReason;

    public ProofLevel Proves => Stages.Count == 0 ? ProofLevel.None : Stages.Max(s => s.Proves);

    /// <summary>Why it failed, if the plugin told it as it should.</summary>
    public FailureCause? Cause => Thrown is ProviderFailureException failure ? failure.Cause : Stages.Find(s => s.Verdict == ProbeVerdict.Failed)?.Cause;

    public TimeSpan? RetryAfter => Thrown is ProviderFailureException failure ? failure.RetryAfter : Stages.Find(s => s.Verdict == ProbeVerdict.Failed)?.RetryAfter;

    public ProbeStage? Stage(ProbeStageKind kind) => Stages.Find(s => s.Kind == kind);

    public string Seen => Thrown is not null ? $"{Operation} threw {Told.Of(Thrown)}" : Operation switch
    {
        Operation.Discovery => $"{Operation} listed {Told.List(Models.Select(m => m.Id))}",
        Operation.Probe or Operation.GeneratingProbe or Operation.ChoosingProbe => $"{Operation} reported {Told.Of(Stages)}",
        _ => $"{Operation} answered “{Told.Short(Text)}”",
    };

    /// <summary>Every text that a person or a log could see of a failure.</summary>
    public IEnumerable<string?> FailureTexts()
    {
        if (Thrown is null)
            yield break;
        yield return Thrown.ToString();
        if (Thrown is not ProviderFailureException failure)
            yield break;
        yield return failure.Detail;
        yield return failure.Parameter;
        foreach (var advice in failure.Advice)
            yield return advice;
    }

    /// <summary>Every text that a person would see of a failure or a test; what only the log has is not among them.</summary>
    public IEnumerable<string?> ShownTexts() => Thrown is ProviderFailureException failure ? failure.Advice.Append(failure.Message).Append(failure.Detail) : StageTexts();

    public IEnumerable<string?> StageTexts() => Stages.SelectMany(s => s.Advice.Append(s.Summary).Append(s.Detail));
}
