using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Web.Pages.Providers;

/// <summary>A discovery as it is shown beside the form.</summary>
public sealed record DiscoveryPanelView
{
    public string? RunId { get; init; }

    public DiscoveryResult? Result { get; init; }

    public string? NotTestable { get; init; }

    public bool WasCancelled { get; init; }

    public ProviderType? Type { get; init; }

    /// <summary>What the form had when it was asked.</summary>
    public IReadOnlySet<string> Listed { get; init; } = new HashSet<string>();

    /// <summary>Ticked before it was asked, and not yet in the form's list.</summary>
    public IReadOnlySet<string> Picked { get; init; } = new HashSet<string>();

    /// <summary>Those that the answer does not show: ticked all the same.</summary>
    public IEnumerable<string> PickedElsewhere => CanPick ? Picked.Except(Result?.Models.Select(m => m.Id) ?? [], StringComparer.Ordinal).Order(StringComparer.Ordinal) : [];

    /// <summary>Whether there is a form beside it to pick models into.</summary>
    public bool CanPick { get; init; } = true;

    public bool IsUnderWay => RunId is not null && Result is null && NotTestable is null && !WasCancelled;
}
