using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Data.Storage;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Secrets;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Benchmarks;

/// <summary>Lays many providers with sealed keys and test results into a portal's stopped database.</summary>
internal static class SeededData
{
    /// <summary>Makes a data directory with an owner and many providers, and starts a portal on it; signed in.</summary>
    public static async Task<(PortalProcess Portal, SignedInClient Client)> StartAsync(string folder, int count, IReadOnlyList<string> baseUrls)
    {
        var data = await PrepareAsync(folder, count, baseUrls);
        return await StartAsync(folder, data, keepData: false, "--Health:IsOn=false");
    }

    /// <summary>Starts a portal on prepared data; signed in.</summary>
    public static async Task<(PortalProcess Portal, SignedInClient Client)> StartAsync(string folder, string data, bool keepData, params string[] settings)
    {
        var portal = PortalProcess.Start(folder, data, keepData, settings);
        await portal.FirstAnswerAsync("/sign-in");
        var client = new SignedInClient(portal.Url);
        await client.SignInAsync();
        return (portal, client);
    }

    /// <returns>A data directory with an owner and many providers.</returns>
    /// <param name="adjust">What else to set of each.</param>
    public static async Task<string> PrepareAsync(string folder, int count, IReadOnlyList<string> baseUrls, Action<Provider>? adjust = null)
    {
        string data;
        using (var first = PortalProcess.Start(folder, keepData: true))
        {
            data = first.Data;
            await first.FirstAnswerAsync("/sign-in");
            using var owner = new SignedInClient(first.Url);
            await owner.SetUpAsync(first);
        }

        await LayAsync(data, count, baseUrls, adjust);
        return data;
    }

    /// <param name="baseUrls">Taken in turns.</param>
    private static async Task LayAsync(string directory, int count, IReadOnlyList<string> baseUrls, Action<Provider>? adjust)
    {
        var builder = Host.CreateApplicationBuilder(["--Storage:DataDirectory=" + directory]);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddScoped<AuditTrail>();
        builder.Services.AddData(builder.Configuration).AddSecrets(builder.Configuration).AddProviders();
        using var host = builder.Build();
        await host.Services.GetRequiredService<KeyRing>().LoadAsync();
        var vault = host.Services.GetRequiredService<ProviderSecretsVault>();
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        foreach (var chunk in Enumerable.Range(1, count).Chunk(1000))
        {
            db.Providers.AddRange(chunk.Select(number =>
            {
                var provider = new Provider
                {
                    Id = Guid.NewGuid(),
                    Name = $"Provider {number:00000} of team {number % 97}",
                    NormalizedName = $"PROVIDER {number:00000} OF TEAM {number % 97}",
                    Slug = $"provider-{number:00000}-of-team-{number % 97}",
                    TypeId = "custom",
                    BaseUrl = baseUrls[number % baseUrls.Count],
                    AuthScheme = "bearer",
                    IsActive = number % 20 != 0,
                    Environment = (ProviderEnvironment)(number % 4),
                    CreatedAt = now.AddMinutes(-number),
                    UpdatedAt = now,
                    Version = 1,
                    LastTest = number % 10 == 0 ? null : new ProviderTestRecord
                    {
                        At = now.AddSeconds(-number),
                        Outcome = number % 13 == 0 ? ProviderTestOutcome.Failed : ProviderTestOutcome.Passed,
                        Cause = number % 13 == 0 ? FailureCause.Timeout : null,
                        Message = number % 13 == 0 ? "No answer within 15 seconds" : "The provider answers and accepts the key.",
                        Proof = number % 13 == 0 ? ProofLevel.None : ProofLevel.KeyProven,
                        Milliseconds = 50 + (number * 37 % 900),
                        StartedBy = "owner@example.com",
                    },
                };
                provider.Secrets.Add(vault.Seal(provider, ProviderSecret.ApiKeyField, "sk-fake-custom", "owner@example.com"));
                adjust?.Invoke(provider);
                return provider;
            }));
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
    }
}
