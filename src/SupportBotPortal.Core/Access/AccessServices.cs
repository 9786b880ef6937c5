using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Data.Storage;

namespace SupportBotPortal.Core.Access;

public static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<PermissionCatalog>();
        services.AddSingleton<SetupLink>();
        services.AddSingleton<AccessSeed>();
        services.AddSingleton<SessionStore>();
        services.AddPermissions(SettingsPermissions.Group);
        services.AddPermissions(AuditPermissions.Group);
        services.AddScoped<UserPermissions>();
        services.AddScoped<SignInRules>();
        services.AddScoped<FirstOwner>();

        services.AddIdentityCore<PortalUser>(options =>
            {
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                options.User.RequireUniqueEmail = true;
                // The user name is the email, which the page checks: o'brien@ and jürgen@ are people, too.
                options.User.AllowedUserNameCharacters = "";
                options.Password.RequiredLength = 12;
                options.Password.RequiredUniqueChars = 1;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            })
            .AddRoles<PortalRole>()
            .AddEntityFrameworkStores<PortalDbContext>()
            .AddPasswordValidator<CommonPasswordValidator>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        // OWASP 2025: at least 210,000 rounds of PBKDF2 with HMAC-SHA512; Identity's default is 100,000.
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);

        // The ring that protects cookies lies beside the database, apart from the ring that seals provider keys.
        services.AddDataProtection().SetApplicationName("SupportBotPortal");
        services.AddSingleton<IConfigureOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>>(provider =>
            new ConfigureOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>(options =>
                options.XmlRepository = new Microsoft.AspNetCore.DataProtection.Repositories.FileSystemXmlRepository(
                    new DirectoryInfo(provider.GetRequiredService<DataDirectory>().Subdirectory("session-keys")),
                    provider.GetRequiredService<Microsoft.Extensions.Logging.ILoggerFactory>())));
        return services;
    }
}
