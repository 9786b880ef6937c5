using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SupportBotPortal.Core.Secrets;

/// <summary>Registers this room. The host calls <see cref="KeyRing.LoadAsync"/> after the migrations and before it listens.</summary>
public static class SecretsServices
{
    public static IServiceCollection AddSecrets(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<SecretsOptions>()
            .Bind(configuration.GetSection(SecretsOptions.Section))
            .PostConfigure<IServiceProvider>((options, provider) =>
            {
                var directory = options.DataDirectory is { Length: > 0 } own ? own : configuration["Storage:DataDirectory"] ?? "data";
                // Relative to the content root like all the portal's data, not to wherever somebody typed the command.
                var root = provider.GetService<IHostEnvironment>()?.ContentRootPath ?? Environment.CurrentDirectory;
                options.DataDirectory = Path.GetFullPath(directory, root);
            });
        services.TryAddSingleton<IKeyRingStore, KeyRingStore>();
        services.AddSingleton(provider => new KeyRing(
            provider.GetRequiredService<IKeyRingStore>(),
            new MasterKeySources(provider.GetRequiredService<IOptions<SecretsOptions>>().Value, Environment.GetEnvironmentVariable),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<KeyRing>>()));
        services.AddSingleton<ISecretBox>(provider => new SecretBox(provider.GetRequiredService<KeyRing>()));
        return services;
    }
}
