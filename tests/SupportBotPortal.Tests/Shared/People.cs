using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Tests.Shared;

/// <summary>People and their rights, made beside the pages.</summary>
internal static class People
{
    /// <summary>Adds a person who may sign in with <see cref="PortalBrowser.Password"/>.</summary>
    public static async Task<PortalUser> AddPersonAsync(this PortalFactory portal, string? role = null)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var email = $"person-{Guid.NewGuid():N}@example.com";
        var user = new PortalUser { Id = Guid.NewGuid(), UserName = email, Email = email, CreatedAt = DateTime.UnixEpoch };
        (await users.CreateAsync(user, PortalBrowser.Password)).Succeeded.ShouldBeTrue();
        if (role is not null) (await users.AddToRoleAsync(user, role)).Succeeded.ShouldBeTrue();
        return user;
    }

    /// <summary>A role of one's own with exactly these permissions, such as <c>llm_provider.edit</c> or <c>llm_provider.edit@Staging,Production</c>.</summary>
    public static async Task<string> AddRoleAsync(this PortalFactory portal, params string[] permissions)
    {
        var name = "Role " + Guid.NewGuid().ToString("N");
        await portal.InDatabaseAsync(async db =>
        {
            var role = new PortalRole { Id = Guid.NewGuid(), Name = name, NormalizedName = name.ToUpperInvariant() };
            role.Permissions.AddRange(permissions.Select(p => new RolePermission { RoleId = role.Id, Permission = p.Split('@')[0], Environments = p.Contains('@') ? Enum.Parse<Environments>(p.Split('@')[1]) : Environments.Everywhere }));
            db.Roles.Add(role);
            return await db.SaveChangesAsync();
        });
        return name;
    }

    public static Task DisableAsync(this PortalFactory portal, Guid userId) =>
        portal.InDatabaseAsync(db => db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(set => set.SetProperty(u => u.IsDisabled, true)));

    public static async Task<PortalBrowser> SignedInAsync(this PortalFactory portal, PortalUser user)
    {
        var browser = new PortalBrowser(portal);
        await browser.SignInAsync(user.Email!, PortalBrowser.Password);
        return browser;
    }

    public static async Task<T> InDatabaseAsync<T>(this PortalFactory portal, Func<PortalDbContext, Task<T>> work)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<PortalDbContext>());
    }

    /// <summary>A provider with its secrets, as it is stored.</summary>
    public static Task<Provider> ProviderAsync(this PortalFactory portal, string slug) =>
        portal.InDatabaseAsync(db => db.Providers.AsNoTracking().Include(p => p.Secrets).SingleAsync(p => p.Slug == slug));

    /// <summary>Puts a Custom provider without a key into the database, past all checks, and without the test that a save starts.</summary>
    public static Task<int> AddRowAsync(this PortalFactory portal, string name, string baseUrl) => portal.InDatabaseAsync(db =>
    {
        db.Providers.Add(new Provider
        {
            Id = Guid.NewGuid(),
            Name = name,
            NormalizedName = name.ToUpperInvariant(),
            Slug = name.ToLowerInvariant().Replace(' ', '-'),
            TypeId = "custom",
            BaseUrl = baseUrl,
            AuthScheme = "none",
            IsActive = true,
            Version = 1,
        });
        return db.SaveChangesAsync();
    });

    /// <summary>Changes the database file as somebody outside the portal would.</summary>
    public static Task ChangeFileAsync(this PortalFactory portal, string sql) => OutsideAccess.ChangeAsync(portal.DatabaseFile, sql);
}
