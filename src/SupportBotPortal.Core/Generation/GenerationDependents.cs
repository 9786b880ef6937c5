using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Generation;

/// <summary>What answers in production with a provider's models.</summary>
internal sealed class GenerationDependents(GenerationVersions versions) : IProviderDependents
{
    public async Task<IReadOnlyList<ProviderDependent>> OfAsync(Provider provider, CancellationToken cancellationToken)
    {
        if (await versions.CurrentAsync(cancellationToken) is not { Settings: { IsUnreadable: false } settings }) return [];
        var dependents = new List<ProviderDependent>();
        if (settings.Model is { } model && model.ProviderId == provider.Id)
        {
            dependents.Add(new(
                settings.Fallbacks.Any(f => f.ProviderId != provider.Id)
                    ? $"Its model {model.ModelId} answers in production: bots would get their answers from the fallbacks."
                    : $"Its model {model.ModelId} answers in production, and no fallback of another provider could: bots would get no answer.",
                IsGrave: true));
        }

        var fallbacks = settings.Fallbacks.Count(f => f.ProviderId == provider.Id);
        if (fallbacks > 0) dependents.Add(new(fallbacks == 1 ? "One of its models is a fallback in production." : $"{fallbacks:N0} of its models are fallbacks in production.", IsGrave: settings.Fallbacks.Count == fallbacks));
        var allowed = settings.UsersMayChoose ? settings.Allowed.Count(a => a.ProviderId == provider.Id) : 0;
        if (allowed > 0) dependents.Add(new(allowed == 1 ? "Bots may ask for one of its models by name." : $"Bots may ask for {allowed:N0} of its models by name.", IsGrave: false));
        return dependents;
    }
}
