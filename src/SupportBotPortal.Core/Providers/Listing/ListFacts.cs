using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>What decides about the states of a provider, out of its row: equal for many, so that they are counted in groups.</summary>
internal sealed record ListFacts
{
    public required string TypeId { get; init; }

    public required string AuthScheme { get; init; }

    public required ProviderEnvironment Environment { get; init; }

    public required bool IsActive { get; init; }

    public required ProviderTestState TestState { get; init; }

    public required bool HasKey { get; init; }

    public required int? KeySealedWith { get; init; }

    public required bool IsDue { get; init; }

    public bool IsDueSoon { get; init; }

    /// <summary>What keeps it from answering, of <see cref="ProviderTestState.Busy"/>.</summary>
    public FailureCause? BusyWith { get; init; }
}
