using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Data.Storage;
using SupportBotPortal.Core.Generation.Tokens;

namespace SupportBotPortal.Benchmarks.Gateway;

/// <summary>A data directory with one provider, its model in production with settings, and a bot's token.</summary>
internal static class GatewayData
{
    /// <returns>The directory, and the token.</returns>
    public static async Task<(string Data, string Token)> PrepareAsync(string folder, string baseUrl)
    {
        var id = Guid.Empty;
        var data = await SeededData.PrepareAsync(folder, 1, [baseUrl], p => (id, p.IsActive, p.Models) = (p.Id, true, ["m"]));
        var builder = Host.CreateApplicationBuilder(["--Storage:DataDirectory=" + data]);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<AuditTrail>();
        builder.Services.AddSingleton<BotTokens>();
        builder.Services.AddData(builder.Configuration);
        using var host = builder.Build();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await using (var db = await host.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync())
        {
            db.GenerationVersions.Add(new()
            {
                Number = 1,
                At = now,
                By = "owner@example.com",
                Settings = new() { Model = new(id, "m"), Temperature = 0.3, MaximumOutputTokens = 800, SystemPrompt = "You are the assistant of a shop. Answer in at most three sentences.", Limits = new() },
            });
            await db.SaveChangesAsync();
        }

        var tokens = host.Services.GetRequiredService<BotTokens>();
        var check = await tokens.CheckAsync(new("Benchmark", "", false, "1000000"), CancellationToken.None);
        return (data, (await tokens.MakeAsync(check, new(null, "owner@example.com", ""), CancellationToken.None))!.Token);
    }
}
