using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers;

/// <summary>What the provider itself says about its use: its mark as default, its environment, whether it is active.</summary>
internal sealed class ProviderStanding : IProviderDependents
{
    public Task<IReadOnlyList<ProviderDependent>> OfAsync(Provider provider, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(provider);
        List<ProviderDependent> dependents = [];
        if (provider.IsDefault) dependents.Add(new("It is the default provider: new things will no longer have a preselection.", IsGrave: true));
        if (provider.Environment == ProviderEnvironment.Production) dependents.Add(new("Its environment is production.", IsGrave: true));
        if (provider.IsActive) dependents.Add(new("It is active: whatever uses its models stops working at once.", IsGrave: provider.Environment == ProviderEnvironment.Production));
        return Task.FromResult<IReadOnlyList<ProviderDependent>>(dependents);
    }
}
