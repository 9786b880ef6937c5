using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>Roles of one's own beside the built-in ones.</summary>
internal static class SceneryPeople
{
    public const string StagingTeam = "Staging team";
    public const string Rosa = "rosa.lindqvist@example.com";
    public const string Ines = "ines@example.com";
    public const string Gone = "gone.since.summer@example.com";

    private static readonly DateTime Now = DateTime.UtcNow;

    public static async Task FillAsync(PortalFactory portal)
    {
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        Add(StagingTeam, "Tries out whatever it likes, and never touches what customers talk to.", ("llm_provider.create", Environments.Staging | Environments.Development), ("llm_provider.edit", Environments.Staging), ("llm_provider.test", Environments.Staging | Environments.Unlabelled), ("health.view", Environments.Everywhere), ("aiml.view", Environments.Everywhere));
        Add("Night watch with a name as long as the shift, from ten in the evening until six in the morning", "", ("health.view", Environments.Everywhere), ("incident.note", Environments.Everywhere), ("bot_token.revoke", Environments.Everywhere));
        Add(SceneryFactors.Role, "Looks after it while the others sleep.", ("health.view", Environments.Everywhere), ("incident.note", Environments.Everywhere));
        await db.SaveChangesAsync();
        await AddAsync(portal, Rosa, StagingTeam, user => user.LastSignInAt = Now.AddMinutes(-20));
        await AddAsync(portal, Gone, "Viewer", user => (user.IsDisabled, user.LastSignInAt) = (true, Now.AddDays(-90)));
        await AddAsync(portal, "lucky.guesser@example.com", "Operator", user => (user.LockoutEnabled, user.LockoutEnd) = (true, DateTimeOffset.UtcNow.AddHours(2)));
        await AddAsync(portal, Ines, "Operator", user => (user.PasswordHash, user.InvitedBy) = (null, Rosa));
        await LinkAsync(portal);
        var rosa = await db.Users.SingleAsync(u => u.Email == Rosa);
        foreach (var (browser, minutes) in (ReadOnlySpan<(string, int)>)[("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", 4), ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1", 17)])
            db.Sessions.Add(new() { KeyHash = System.Security.Cryptography.RandomNumberGenerator.GetBytes(32), UserId = rosa.Id, Ticket = [1], CreatedAt = Now.AddMinutes(-90), LastSeenAt = Now.AddMinutes(-minutes), Address = "203.0.113.7", Browser = browser });
        await db.SaveChangesAsync();

        void Add(string name, string description, params (string Permission, Environments Where)[] permissions)
        {
            var role = new PortalRole { Id = Guid.NewGuid(), Name = name, NormalizedName = name.ToUpperInvariant(), Description = description, Version = 1, UpdatedAt = DateTime.UtcNow };
            role.Permissions.AddRange(permissions.Select(p => new RolePermission { RoleId = role.Id, Permission = p.Permission, Environments = p.Where }));
            db.Roles.Add(role);
        }
    }

    /// <summary>The token of a new link for the invited one.</summary>
    public static async Task<string> LinkAsync(PortalFactory portal)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var actor = await (from m in db.UserRoles join r in db.Roles on m.RoleId equals r.Id join u in db.Users on m.UserId equals u.Id where r.Name == "Owner" select u).FirstAsync();
        var ines = await db.Users.SingleAsync(u => u.Email == Ines);
        var (outcome, _, token) = await scope.ServiceProvider.GetRequiredService<PersonChanges>().MakeLinkAsync(ines.Id, new Actor(actor.Id, actor.Email!, ""), CancellationToken.None);
        return outcome == PersonOutcome.Done ? token : throw new InvalidOperationException($"No link: {outcome}.");
    }

    private static async Task AddAsync(PortalFactory portal, string email, string role, Action<PortalUser> change)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var user = new PortalUser { Id = Guid.NewGuid(), UserName = email, Email = email, CreatedAt = Now.AddDays(-120) };
        await users.CreateAsync(user, PortalBrowser.Password);
        await users.AddToRoleAsync(user, role);
        change(user);
        await users.UpdateAsync(user);
    }
}
