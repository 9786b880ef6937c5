using SupportBotPortal.Core.Generation.Choice;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Pages.Generation.Trials;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Generation;

/// <summary>The form with all that stands around it.</summary>
/// <param name="Form">What stands in the fields.</param>
/// <param name="Errors">A sentence at each field that is wrong.</param>
/// <param name="Models">The list out of which the model is chosen.</param>
/// <param name="Offered">Models that can be fallbacks, and ticked as allowed.</param>
/// <param name="OfferedInAll">How many there are.</param>
/// <param name="Gone">Of those that are ticked, the names of such as are not offered any more.</param>
/// <param name="Refused">What the chosen model is known to refuse.</param>
public sealed record GenerationEditor(
    GenerationForm Form,
    IReadOnlyList<FieldMessage> Errors,
    ModelList Models,
    IReadOnlyList<ModelChoice> Offered,
    int OfferedInAll,
    IReadOnlyList<string> Gone,
    RefusedNotes Refused)
{
    /// <summary>What somebody else saved meanwhile.</summary>
    public EditConflict? Conflict { get; init; }

    /// <summary>How many saved examples it can be tried against.</summary>
    public int Examples { get; init; }

    /// <summary>What came of trying it.</summary>
    public TrialPanel? Trial { get; init; }

    public IEnumerable<string> ErrorsOf(params string[] fields) => Errors.Where(e => fields.Contains(e.Field)).Select(e => e.Message);

    public string? Invalid(params string[] fields) => ErrorsOf(fields).Any() ? "true" : null;
}
