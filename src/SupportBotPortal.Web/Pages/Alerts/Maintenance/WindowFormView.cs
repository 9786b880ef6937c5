using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Pages.Alerts.Channels;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Alerts.Maintenance;

/// <summary>The form of a maintenance window as it is shown.</summary>
/// <param name="Form">What stands in the fields.</param>
/// <param name="Existing">The window that is edited; <see langword="null"/> for a new one.</param>
/// <param name="Choices">The providers to choose from.</param>
public sealed record WindowFormView(WindowForm Form, MaintenanceWindow? Existing, IReadOnlyList<ProviderChoice> Choices)
{
    public IReadOnlyList<FieldMessage> Errors { get; init; } = [];

    public EditConflict? Conflict { get; init; }

    public IEnumerable<string> ErrorsOf(string field) => Errors.Where(e => e.Field == field).Select(e => e.Message);

    public string? InvalidIf(string field) => ErrorsOf(field).Any() ? "true" : null;
}
