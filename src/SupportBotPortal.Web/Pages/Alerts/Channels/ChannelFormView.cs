using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Alerts.Channels;

/// <summary>The form of a channel as it is shown.</summary>
/// <param name="Form">What stands in the fields.</param>
/// <param name="Existing">The channel that is edited; <see langword="null"/> for a new one.</param>
/// <param name="Choices">The providers to choose from.</param>
public sealed record ChannelFormView(ChannelForm Form, AlertChannel? Existing, IReadOnlyList<ProviderChoice> Choices)
{
    public IReadOnlyList<FieldMessage> Errors { get; init; } = [];

    public EditConflict? Conflict { get; init; }

    /// <summary>Why nothing can be saved, whatever is typed.</summary>
    public string? Problem { get; init; }

    public bool HasMailServer { get; init; }

    public AlertChannelKind Kind => Existing?.Kind ?? Form.Kind;

    public IEnumerable<string> ErrorsOf(string field) => Errors.Where(e => e.Field == field).Select(e => e.Message);

    public string? InvalidIf(string field) => ErrorsOf(field).Any() ? "true" : null;
}
