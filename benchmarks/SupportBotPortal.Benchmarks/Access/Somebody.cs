using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Benchmarks.Access;

/// <summary>People whose permissions take less and more to find, laid into a portal's database.</summary>
internal sealed record Somebody(string Name, Guid Id, string Path)
{
    public static async Task<IReadOnlyList<Somebody>> LayAsync(string databaseFile)
    {
        await using var db = new PortalDbContext(new DbContextOptionsBuilder<PortalDbContext>().UseSqlite($"Data Source={databaseFile}").Options);
        var provider = await db.Providers.OrderBy(p => p.Name).FirstAsync();
        var builtIn = await db.Roles.ToDictionaryAsync(r => r.Name!, r => r.Id);
        var all = GuardedSite.Groups.SelectMany(group => group.Permissions).ToList();
        List<Guid> many = [];
        for (var number = 1; number <= 10; number++)
        {
            var role = new PortalRole { Id = Guid.NewGuid(), Name = $"Role {number}", NormalizedName = $"ROLE {number}" };
            role.Permissions.AddRange(all.Select(p => new RolePermission { Permission = p.Name }));
            db.Roles.Add(role);
            many.Add(role.Id);
        }

        var narrow = new PortalRole { Id = Guid.NewGuid(), Name = "Narrow", NormalizedName = "NARROW" };
        narrow.Permissions.Add(new() { Permission = "llm_provider.view", Environments = EnvironmentSets.Of(provider.Environment) });
        db.Roles.Add(narrow);

        List<Somebody> people =
        [
            await AddAsync("a viewer", "/guarded", [builtIn[BuiltInRoles.Viewer]]),
            await AddAsync("an owner", "/guarded", [builtIn[BuiltInRoles.Owner]]),
            await AddAsync("ten roles of everything", "/guarded", many),
            await AddAsync("one environment, one provider", "/guarded/" + provider.Slug, [narrow.Id]),
        ];
        await db.SaveChangesAsync();
        return people;

        async Task<Somebody> AddAsync(string name, string path, List<Guid> roles)
        {
            var email = $"{Guid.NewGuid():N}@example.com";
            var user = new PortalUser { Id = Guid.NewGuid(), UserName = email, NormalizedUserName = email.ToUpperInvariant(), Email = email, NormalizedEmail = email.ToUpperInvariant(), PasswordHash = "-", CreatedAt = DateTime.UtcNow };
            await db.Users.AddAsync(user);
            db.UserRoles.AddRange(roles.Select(role => new Microsoft.AspNetCore.Identity.IdentityUserRole<Guid> { UserId = user.Id, RoleId = role }));
            return new(name, user.Id, path);
        }
    }
}
