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
            .Configure(options =>
            {
                options.Allow = List(section.GetSection(nameof(EgressOptions.Allow)));
                options.TrustedAuthorities = List(section.GetSection(nameof(EgressOptions.TrustedAuthorities)));
                options.Proxy = section[nameof(EgressOptions.Proxy)];
                if (section[nameof(EgressOptions.Mode)] is { Length: > 0 } mode) options.Mode = ModeOf(mode);
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

    /// <summary>Read here, not by the binder, whose refusal would speak of types.</summary>
    private static EgressMode ModeOf(string text) => Enum.TryParse<EgressMode>(text, ignoreCase: true, out var mode) && Enum.IsDefined(mode)
        ? mode
        : throw new OptionsValidationException("", typeof(EgressOptions), [$"Egress:Mode is \"{text}\"; it is either Open or AllowListOnly."]);

    /// <summary>Also one environment variable, Egress__Allow=loopback:11434,llm.lan:8000: binding would ignore it silently.</summary>
    private static string[] List(IConfigurationSection section) =>
    [
        .. section.GetChildren().Select(child => child.Value ?? ""),
        .. section.Value?.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
    ];
}
