using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Providers.Models;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Web.Pages.Providers.Discovery;

/// <summary>A discovery as it is shown: beside the form, where models are picked into it, or on a provider's page, where the difference is reviewed.</summary>
public sealed record DiscoveryPanelView
{
    /// <summary>From how many on a field to filter them is worth its place.</summary>
    public const int ManyModels = 12;

    public string? RunId { get; init; }

    public DiscoveryResult? Result { get; init; }

    /// <summary>The answer beside what was listed and known when it was asked for.</summary>
    public DiscoveryDifference Difference { get; private init; } = DiscoveryDifference.None;

    public string? NotTestable { get; init; }

    public bool WasCancelled { get; init; }

    public ProviderType? Type { get; init; }

    /// <summary>The saved provider; <see langword="null"/> beside the form of a new one.</summary>
    public string? Slug { get; init; }

    /// <summary>The models that are used: the form's, or the provider's, or the type's defaults.</summary>
    public IReadOnlyList<string> Listed { get; init; } = [];

    /// <summary>Whether those are the type's defaults, because the provider's own list is empty.</summary>
    public bool UsesDefaults { get; init; }

    /// <summary>What discoveries before this one found.</summary>
    public IReadOnlyList<ProviderModel> Known { get; init; } = [];

    public DateTime? ReviewedAt { get; init; }

    /// <summary>Ticked before it was asked, and not yet in the form's list.</summary>
    public IReadOnlySet<string> Picked { get; init; } = new HashSet<string>();

    /// <summary>Those that the answer does not show: ticked all the same.</summary>
    public IEnumerable<string> PickedElsewhere => CanPick ? Picked.Except(Result?.Models.Select(m => m.Id) ?? [], StringComparer.Ordinal).Order(StringComparer.Ordinal) : [];

    /// <summary>Whether there is a form beside it to pick models into.</summary>
    public bool CanPick { get; init; } = true;

    /// <summary>Whether the provider's list may be changed right here: not beside a form, nor if this person may not.</summary>
    public bool CanReview { get; init; }

    public bool IsUnderWay => RunId is not null && Result is null && NotTestable is null && !WasCancelled;

    /// <summary>What has changed by what is known, without asking: new ones, and those that vanished.</summary>
    public DiscoveryPanelView WithKnownChanges()
    {
        var found = Known.Where(m => m.VanishedAt is null).Select(m => new DiscoveredModel(m.ModelId) { DisplayName = m.DisplayName, CanChat = m.CanChat, ContextTokens = m.ContextTokens, MaximumOutputTokens = m.MaximumOutputTokens, RetiresOn = m.RetiresOn });
        return this with { Difference = DiscoveryDifference.Of([.. found], Listed, Known, ReviewedAt).OnlyChanges };
    }

    public DiscoveryPanelView With(DiscoveryResult answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return this with { Result = answer, Difference = DiscoveryDifference.Of(answer.Models, Listed, Known, ReviewedAt) };
    }
}
