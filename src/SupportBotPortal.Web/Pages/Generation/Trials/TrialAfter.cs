using SupportBotPortal.Core.Generation.Trials;
using SupportBotPortal.Core.Generation.Trials.Examples;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Web.Pages.Generation.Trials;

/// <summary>What can be done with an answer that has been tried.</summary>
/// <param name="Input">The example that it would make; <see langword="null"/> if there is no whole answer.</param>
public sealed record TrialAfter(ExampleInput? Input)
{
    public IReadOnlyList<FieldMessage> Errors { get; init; } = [];

    /// <summary>Under what name it was kept.</summary>
    public string? KeptAs { get; init; }

    /// <summary>How many examples there are now, where that is news to the page.</summary>
    public int? Examples { get; init; }

    public static TrialAfter Of(string question, string model, TrialState state) =>
        new(state is { Problem: null, Text.Length: > 0 } ? new ExampleInput("", question, state.Text, model, "") : null);

    public IEnumerable<string> ErrorsOf(string field) => Errors.Where(e => e.Field == field).Select(e => e.Message);
}
