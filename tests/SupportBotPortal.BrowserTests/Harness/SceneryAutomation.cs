using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.Tokens;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>API tokens in every state.</summary>
internal static class SceneryAutomation
{
    public const string Pipeline = "Deployment pipeline";

    public static async Task FillAsync(PortalFactory portal)
    {
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        if (await db.ApiTokens.AnyAsync(t => t.Name == Pipeline)) return;
        var rosa = await db.Users.SingleAsync(u => u.Email == SceneryPeople.Rosa);
        var now = DateTime.UtcNow;
        Add(Pipeline, now.AddDays(70), now.AddMinutes(-3), null, ("llm_provider.edit", Environments.Staging), ("llm_provider.test", Environments.Everywhere), ("health.view", Environments.Everywhere));
        Add("Board of the night watch, which is asked for its state from ten in the evening until six in the morning", now.AddDays(9), now.AddHours(-30), null, ("health.view", Environments.Everywhere));
        Add("Import of last year", now.AddDays(-4), now.AddDays(-11), null, ("llm_provider.create", Environments.Everywhere));
        Add("Found in a log", now.AddDays(200), null, now.AddDays(-2), ("llm_provider.view", Environments.Everywhere), ("aiml.view", Environments.Everywhere));
        await db.SaveChangesAsync();

        void Add(string name, DateTime expiresAt, DateTime? usedAt, DateTime? revokedAt, params (string Permission, Environments Where)[] permissions)
        {
            var text = ApiTokens.Text.Make();
            db.ApiTokens.Add(new()
            {
                Id = Guid.NewGuid(),
                Name = name,
                Hash = TokenText.HashOf(text),
                Prefix = ApiTokens.Text.PrefixOf(text),
                UserId = rosa.Id,
                CreatedAt = now.AddDays(-20),
                ExpiresAt = expiresAt.Date,
                LastUsedAt = usedAt,
                RevokedAt = revokedAt,
                RevokedBy = revokedAt is null ? null : SceneryPeople.Rosa,
                Permissions = [.. permissions.Select(p => new ApiTokenPermission { Permission = p.Permission, Environments = p.Where })],
            });
        }
    }
}
