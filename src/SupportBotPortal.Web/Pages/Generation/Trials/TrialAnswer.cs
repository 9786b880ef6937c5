using SupportBotPortal.Core.Generation.Trials;

namespace SupportBotPortal.Web.Pages.Generation.Trials;

/// <summary>An answer that is tried, as far as it has come.</summary>
/// <param name="Key">Which column: <see cref="TrialPanel.Draft"/> or <see cref="TrialPanel.Production"/>.</param>
/// <param name="Title">The model's.</param>
/// <param name="State">How far it has come.</param>
public sealed record TrialAnswer(string Key, string Title, TrialState State)
{
    public string Heading => Key == TrialPanel.Draft ? "With these settings" : "In production now";

    public string Facts => FactsOf(State);

    /// <summary>What it took, in a line.</summary>
    public static string FactsOf(TrialState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return string.Join(" · ", new[]
        {
            state.FirstWordAfter is { } first ? $"first word after {first.TotalMilliseconds:N0} ms" : null,
            state.Took is { } took ? $"{(took < TimeSpan.FromSeconds(1) ? $"{took.TotalMilliseconds:N0} ms" : $"{took.TotalSeconds:0.0} s")} in all" : null,
            state.InputTokens is { } read ? $"{read:N0} tokens read" : null,
            state.OutputTokens is { } written ? $"{written:N0} written" : null,
        }.Where(f => f is not null));
    }
}
