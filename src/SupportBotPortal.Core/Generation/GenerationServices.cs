using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Generation.Choice;
using SupportBotPortal.Core.Generation.Gateway;
using SupportBotPortal.Core.Generation.Gateway.Metering;
using SupportBotPortal.Core.Generation.Gateway.Resilience;
using SupportBotPortal.Core.Generation.Gateway.Translation;
using SupportBotPortal.Core.Generation.Guard;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Core.Generation.Standing;
using SupportBotPortal.Core.Generation.Tokens;
using SupportBotPortal.Core.Generation.Trials;
using SupportBotPortal.Core.Generation.Trials.Examples;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Generation;

public static class GenerationServices
{
    /// <summary>Which model answers in production, and what answers bots with it.</summary>
    public static IServiceCollection AddGeneration(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddPermissions(GenerationPermissions.Group);
        services.AddPermissions(BotTokenPermissions.Group);
        services.AddSingleton<ModelChoices>();
        services.AddSingleton<ChosenNames>();
        services.AddSingleton<GenerationVersions>();
        services.AddSingleton<GenerationRules>();
        services.AddScoped<GenerationChanges>();
        services.AddSingleton<StandingReader>();
        services.AddSingleton<RestoreRules>();
        services.AddSingleton<RefusedParameters>();
        services.AddScoped<IProviderDependents, GenerationDependents>();
        services.AddSingleton<BotTokens>();
        services.AddGateway(configuration);
        return services;
    }

    private static void AddGateway(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GatewayOptions>().Bind(configuration.GetSection(GatewayOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidator>();
        services.AddSingleton<Productions>();
        services.AddSingleton<GatewayStates>();
        services.AddSingleton<GatewayLimits>();
        services.AddSingleton<ProviderBreakers>();
        services.AddSingleton<CallMemory>();
        services.AddSingleton<UpstreamMemory>();
        services.AddSingleton<ForwardedChat>();
        services.AddSingleton<TranslatedChat>();
        services.AddSingleton<ChatAttempts>();
        services.AddSingleton<ChatMeters>();
        services.AddSingleton<BotModels>();
        services.AddSingleton(provider => new BotCallers(provider.GetRequiredService<GatewayStates>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ChatGateway(
            provider.GetRequiredService<BotModels>(),
            provider.GetRequiredService<GatewayLimits>(),
            provider.GetRequiredService<ChatAttempts>(),
            provider.GetRequiredService<ChatMeters>(),
            provider.GetRequiredService<IOptions<GatewayOptions>>(),
            provider.GetRequiredService<ILogger<ChatGateway>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<TrialExamples>();
        services.AddSingleton(provider => new ModelTrial(
            provider.GetRequiredService<Productions>(),
            provider.GetRequiredService<StandingReader>(),
            provider.GetRequiredService<ChatAttempts>(),
            provider.GetRequiredService<IOptions<GatewayOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
    }
}
