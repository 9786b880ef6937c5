using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Reports;

/// <summary>A report's form with all that stands around it.</summary>
/// <param name="Id">Which; <see langword="null"/> for a new one.</param>
/// <param name="Form">What stands in the fields.</param>
/// <param name="Errors">A sentence at each field that is wrong.</param>
/// <param name="Times">When it will be sent.</param>
/// <param name="Channels">The webhooks that can be ticked.</param>
/// <param name="Providers">The providers that can be ticked.</param>
/// <param name="HidesProviders">Whether there are more providers than can be ticked.</param>
/// <param name="HasMailServer">Whether mail can be sent at all.</param>
public sealed record ReportEditor(
    Guid? Id,
    ReportForm Form,
    IReadOnlyList<FieldMessage> Errors,
    ReportTimesView Times,
    IReadOnlyList<ReportChoice> Channels,
    IReadOnlyList<ReportChoice> Providers,
    bool HidesProviders,
    bool HasMailServer)
{
    /// <summary>What somebody else saved meanwhile.</summary>
    public EditConflict? Conflict { get; init; }

    public string Action => Id is { } id ? $"/reports/{id}/edit" : "/reports/new";

    public IEnumerable<string> ErrorsOf(params string[] fields) => Errors.Where(e => fields.Contains(e.Field)).Select(e => e.Message);

    public string? Invalid(params string[] fields) => ErrorsOf(fields).Any() ? "true" : null;
}
