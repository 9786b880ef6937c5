using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Generation.Choice;
using SupportBotPortal.Core.Generation.Guard;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Core.Generation.Standing;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Generation;

public static class GenerationServices
{
    public static IServiceCollection AddGeneration(this IServiceCollection services)
    {
        foreach (var permission in GenerationPermissions.All) services.AddSingleton(permission);
        services.AddSingleton<ModelChoices>();
        services.AddSingleton<ChosenNames>();
        services.AddSingleton<GenerationVersions>();
        services.AddSingleton<GenerationRules>();
        services.AddScoped<GenerationChanges>();
        services.AddSingleton<StandingReader>();
        services.AddSingleton<RefusedParameters>();
        services.AddScoped<IProviderDependents, GenerationDependents>();
        return services;
    }
}
