using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation;
using SupportBotPortal.Core.Generation.Tokens;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Health.Alerts;
using SupportBotPortal.Core.Health.Board;
using SupportBotPortal.Core.Health.Reports;
using SupportBotPortal.Core.People;
using SupportBotPortal.Core.People.Tokens;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Usage;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Benchmarks.Access;

/// <summary>The portal's own permission check on a portal's database, in front of nothing: the same answer with it, without it, and with one row read instead.</summary>
internal static class GuardedSite
{
    public static readonly PermissionGroup[] Groups =
    [
        ProviderPermissions.Group, GenerationPermissions.Group, BotTokenPermissions.Group, HealthPermissions.Group, ReportPermissions.Group, AlertPermissions.Group, BoardPermissions.Group,
        UsagePermissions.Group, PluginPermissions.Group, PeoplePermissions.Users, PeoplePermissions.Roles, ApiTokenPermissions.Group, AuditPermissions.Group, SettingsPermissions.Group,
    ];

    public static async Task RunAsync(string databaseFile, string url)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        builder.Services.AddAuthorization();
        builder.Services.AddDbContextFactory<PortalDbContext>(options => options.UseSqlite($"Data Source={databaseFile}"));
        // Passkeys are part of the model from this version on.
        builder.Services.Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
        foreach (var group in Groups) builder.Services.AddPermissions(group);
        builder.Services.AddSingleton<PermissionCatalog>();
        builder.Services.AddScoped<UserPermissions>();
        builder.Services.AddScoped<ProviderLabels>();
        builder.Services.AddScoped<IAuthorizationHandler, PermissionHandler>();
        await using var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/come-in", (HttpContext context, Guid? person) => context.SignInAsync(new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, (person ?? Guid.Empty).ToString())], "bare"))));
        app.MapGet("/open", () => "ok").RequireAuthorization();
        app.MapGet("/row", async (HttpContext context, PortalDbContext db) =>
        {
            var id = Guid.Parse(context.User.FindFirstValue(ClaimTypes.NameIdentifier)!);
            return await db.Users.AsNoTracking().AnyAsync(u => u.Id == id) ? "ok" : "";
        }).RequireAuthorization();
        app.MapGet("/guarded", () => "ok").WithMetadata(new RequirePermissionAttribute(ProviderPermissions.View));
        app.MapGet("/guarded/{slug}", () => "ok").WithMetadata(new RequirePermissionAttribute(ProviderPermissions.View));
        await app.RunAsync();
    }
}
