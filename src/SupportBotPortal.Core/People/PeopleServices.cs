using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.People.Roles;

namespace SupportBotPortal.Core.People;

public static class PeopleServices
{
    /// <summary>Who may sign in, and what they may do.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddPermissions(PeoplePermissions.Roles);
        services.AddScoped<RoleReader>();
        services.AddScoped<RoleRules>();
        services.AddScoped<RoleChanges>();
        return services;
    }
}
