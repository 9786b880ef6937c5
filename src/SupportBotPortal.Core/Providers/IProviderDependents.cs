using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers;

/// <summary>A room that uses providers says what of it would miss one. Asked before a provider is deleted; nothing is refused because of it.</summary>
public interface IProviderDependents
{
    /// <returns>A sentence for each thing that depends on it; empty if nothing does.</returns>
    Task<IReadOnlyList<ProviderDependent>> OfAsync(Provider provider, CancellationToken cancellationToken);
}
