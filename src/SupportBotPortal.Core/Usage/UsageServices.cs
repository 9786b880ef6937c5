using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data.Storage;
using SupportBotPortal.Core.Usage.History;
using SupportBotPortal.Core.Usage.Reading;
using SupportBotPortal.Core.Usage.Recording;

namespace SupportBotPortal.Core.Usage;

public static class UsageServices
{
    /// <summary>Whoever asks waits for seconds at most: no answer is none, too.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>What counts what bots use, and tells of it.</summary>
    public static IServiceCollection AddUsage(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<UsageOptions>().Bind(configuration.GetSection(UsageOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<UsageOptions>, UsageOptionsValidator>();
        services.AddPermissions(UsagePermissions.Group);
        services.AddSideDatabase<UsageDbContext>(UsageStorage.Database);
        services.AddSingleton<UsageRecorder>();
        services.AddSingleton<UsageWriter>();
        services.AddSingleton<UsageRetention>();
        services.AddSingleton<UsageFlush>();
        services.AddHostedService(provider => provider.GetRequiredService<UsageFlush>());
        services.AddSingleton<UsageRows>();
        services.AddSingleton<UsageNames>();
        services.AddSingleton<UsageReader>();
        services.AddSingleton<UsageHours>();
        services.AddSingleton<BotUses>();
        services.AddSingleton<UsageDatabaseCheck>();
        services.AddHealthChecks().AddCheck<UsageDatabaseCheck>("usage", failureStatus: null, tags: [], Patience);
        return services;
    }
}
