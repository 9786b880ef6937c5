using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Trials;
using SupportBotPortal.Core.Generation.Trials.Examples;
using SupportBotPortal.Web.Display;

namespace SupportBotPortal.Web.Pages.Generation.Trials;

/// <summary>One example, and what is answered now.</summary>
/// <param name="Number">Its place in the list.</param>
/// <param name="Example">What was asked, and answered then.</param>
/// <param name="State">How far the answer has come; <see langword="null"/> = it has not been asked yet.</param>
public sealed record ReplayRow(int Number, TrialExample Example, TrialState? State)
{
    public string Key => $"example-{Number}";

    /// <summary>Whether the person did not wait for it: that says nothing of the model.</summary>
    public bool IsStopped => State?.Problem == TrialWords.Stopped;

    /// <summary>What the answer was to mention, and does not.</summary>
    public IReadOnlyList<string> Missing => State is { IsDone: true, Problem: null } ? ExampleMentions.MissingIn(State.Text, Example.Mentions) : [];

    public Badge Badge => this switch
    {
        { State: null } => new(BadgeTone.Idle, "Waits"),
        { State.IsDone: false } => new(BadgeTone.Idle, "Answers…"),
        { IsStopped: true } => new(BadgeTone.Idle, "Stopped"),
        { State.Problem: not null } => new(BadgeTone.Bad, "No answer"),
        { Missing.Count: > 0 } => new(BadgeTone.Attention, "Misses something"),
        { Example.Mentions.Length: 0 } => new(BadgeTone.Idle, "Look at it"),
        _ => new(BadgeTone.Good, "Mentions all"),
    };
}
