using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace SupportBotPortal.Core.Egress;

public static class EgressServiceCollectionExtensions
{
    /// <summary>The door for outgoing calls. A bad setting stops the start with a sentence that names it.</summary>
    public static IServiceCollection AddEgress(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection(EgressOptions.Section);
        services.AddOptions<EgressOptions>()
            .Bind(section)
            .PostConfigure(options =>
            {
                // One environment variable, Egress__Allow=loopback:11434,llm.lan:8000; binding would ignore it silently.
                options.Allow = [.. options.Allow, .. List(section[nameof(EgressOptions.Allow)])];
                options.TrustedAuthorities = [.. options.TrustedAuthorities, .. List(section[nameof(EgressOptions.TrustedAuthorities)])];
            })
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EgressOptions>, EgressOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<INameResolver, SystemNameResolver>();
        services.TryAddSingleton<IOwnListeners, ServerListeners>();
        services.TryAddSingleton<TrustedAuthorities>();
        services.TryAddSingleton(provider => new AddressPolicy(
            provider.GetRequiredService<IOptions<EgressOptions>>().Value, provider.GetRequiredService<IOwnListeners>()));
        services.TryAddSingleton<IEgress, EgressDoor>();
        return services;
    }

    private static string[] List(string? text) =>
        text?.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
