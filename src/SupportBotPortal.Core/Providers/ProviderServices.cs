using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Providers.Bulk;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Core.Providers.Models;

namespace SupportBotPortal.Core.Providers;

public static class ProviderServices
{
    public static IServiceCollection AddProviders(this IServiceCollection services)
    {
        services.AddSingleton<ISaveChangesInterceptor, ApiKeyFacts>();
        services.AddSingleton<ProviderSecretsVault>();
        services.AddSingleton<ConnectionDrafts>();
        services.AddScoped<StoredKeyUse>();
        services.AddSingleton<PluginMeasures>();
        services.AddSingleton<TestMeasures>();
        services.AddSingleton<ProviderConnector>();
        services.AddSingleton<ConnectionTester>();
        services.AddSingleton<StoredTest>();
        services.AddSingleton<ModelDiscovery>();
        services.AddSingleton<ProviderTestResults>();
        services.AddSingleton<ListRulesSource>();
        services.AddSingleton<ProviderCounts>();
        services.AddSingleton<ProviderListing>();
        services.AddSingleton<WholeProviders>();
        services.AddSingleton<AttentionListing>();
        services.AddSingleton<ActiveProviders>();
        services.AddSingleton<BulkTests>();
        services.AddSingleton<BulkChanges>();
        services.AddSingleton<KnownModels>();
        services.AddSingleton<RecentDiscoveries>();
        services.AddScoped<ModelReview>();
        services.AddScoped<ProviderValidator>();
        services.AddScoped<ProviderChanges>();
        services.AddScoped<DefaultProvider>();
        services.AddScoped<ProviderCopies>();
        services.AddScoped<DeletedProviders>();
        services.AddScoped<KeyReplacement>();
        services.AddSingleton<OverdueProviders>();
        services.AddHostedService(provider => provider.GetRequiredService<OverdueProviders>());
        services.AddScoped<IProviderDependents, ProviderStanding>();
        services.AddPermissions(ProviderPermissions.Group);
        return services;
    }
}
