using Microsoft.Extensions.DependencyInjection;

namespace SupportBotPortal.Core.Access;

public static class PermissionServices
{
    /// <summary>Declares what one may do with a feature.</summary>
    public static IServiceCollection AddPermissions(this IServiceCollection services, PermissionGroup group) => services.AddSingleton(group);
}
