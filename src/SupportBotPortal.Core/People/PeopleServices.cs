using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.People.External;
using SupportBotPortal.Core.People.Roles;
using SupportBotPortal.Core.People.SecondFactor;
using SupportBotPortal.Core.People.Tokens;
using SupportBotPortal.Core.People.Users;

namespace SupportBotPortal.Core.People;

public static class PeopleServices
{
    /// <summary>Who may sign in, and what they may do.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddPermissions(PeoplePermissions.Users);
        services.AddPermissions(PeoplePermissions.Roles);
        services.AddPermissions(ApiTokenPermissions.Group);
        services.AddScoped<RoleReader>();
        services.AddScoped<RoleRules>();
        services.AddScoped<RoleChanges>();
        services.AddScoped<PersonReader>();
        services.AddScoped<WaysIn>();
        services.AddScoped<PersonRights>();
        services.AddScoped<PersonChanges>();
        services.AddScoped<AccountLinks>();
        services.AddScoped<StandIns>();
        services.AddScoped<LastResort>();
        services.AddScoped<OwnSessions>();
        services.AddScoped<TotpVault>();
        services.AddScoped<RecoveryCodes>();
        services.AddScoped<AuthenticatorApps>();
        services.AddScoped<Passkeys>();
        services.AddScoped<SecondFactors>();
        services.AddScoped<ApiTokenRules>();
        services.AddScoped<ApiTokens>();
        services.AddScoped<ApiCallers>();
        services.AddOptions<OidcOptions>().Bind(configuration.GetSection(OidcOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OidcOptions>, OidcOptionsValidator>();
        services.AddScoped<ExternalRoles>();
        services.AddScoped<ExternalPeople>();
        return services;
    }
}
