using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>Roles of one's own beside the built-in ones.</summary>
internal static class SceneryPeople
{
    public const string StagingTeam = "Staging team";

    public static async Task FillAsync(PortalFactory portal)
    {
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        Add(StagingTeam, "Tries out whatever it likes, and never touches what customers talk to.", ("llm_provider.create", Environments.Staging | Environments.Development), ("llm_provider.edit", Environments.Staging), ("llm_provider.test", Environments.Staging | Environments.Unlabelled), ("health.view", Environments.Everywhere), ("aiml.view", Environments.Everywhere));
        Add("Night watch with a name as long as the shift, from ten in the evening until six in the morning", "", ("health.view", Environments.Everywhere), ("incident.note", Environments.Everywhere), ("bot_token.revoke", Environments.Everywhere));
        await db.SaveChangesAsync();

        void Add(string name, string description, params (string Permission, Environments Where)[] permissions)
        {
            var role = new PortalRole { Id = Guid.NewGuid(), Name = name, NormalizedName = name.ToUpperInvariant(), Description = description, Version = 1, UpdatedAt = DateTime.UtcNow };
            role.Permissions.AddRange(permissions.Select(p => new RolePermission { RoleId = role.Id, Permission = p.Permission, Environments = p.Where }));
            db.Roles.Add(role);
        }
    }
}
