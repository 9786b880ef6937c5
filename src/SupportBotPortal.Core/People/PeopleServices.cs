using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.People.Roles;
using SupportBotPortal.Core.People.Users;

namespace SupportBotPortal.Core.People;

public static class PeopleServices
{
    /// <summary>Who may sign in, and what they may do.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddPermissions(PeoplePermissions.Users);
        services.AddPermissions(PeoplePermissions.Roles);
        services.AddScoped<RoleReader>();
        services.AddScoped<RoleRules>();
        services.AddScoped<RoleChanges>();
        services.AddScoped<PersonReader>();
        services.AddScoped<PersonRights>();
        services.AddScoped<PersonChanges>();
        services.AddScoped<AccountLinks>();
        services.AddScoped<OwnSessions>();
        return services;
    }
}
