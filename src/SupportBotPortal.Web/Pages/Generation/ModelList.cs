using SupportBotPortal.Core.Generation.Choice;

namespace SupportBotPortal.Web.Pages.Generation;

/// <summary>The list of models that can be chosen.</summary>
/// <param name="Rows">Those that are shown.</param>
/// <param name="Total">How many match.</param>
/// <param name="Search">What was searched for.</param>
/// <param name="Today">Decides what has retired.</param>
public sealed record ModelList(IReadOnlyList<ModelChoice> Rows, int Total, string Search, DateOnly Today)
{
    /// <summary>The name of the chosen one, in a form in which one is chosen; <see langword="null"/> where the list is only read.</summary>
    public string? Picked { get; init; }

    /// <summary>The chosen one if it is not among the rows: it stays in sight, and in the form.</summary>
    public ModelChoice? PickedElsewhere { get; init; }

    /// <summary>The chosen one if it is not offered any more.</summary>
    public string? PickedButGone { get; init; }
}
