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

    /// <summary>Whether there is a form beside it to pick models into.</summary>
    public bool CanPick { get; init; } = true;

    public bool IsUnderWay => RunId is not null && Result is null && NotTestable is null && !WasCancelled;
}
