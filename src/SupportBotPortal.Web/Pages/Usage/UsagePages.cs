using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Usage;
using SupportBotPortal.Web.Navigation;

namespace SupportBotPortal.Web.Pages.Usage;

internal static class UsagePages
{
    public static void AddUsagePages(this IServiceCollection services) =>
        services.AddSingleton(new NavigationEntry("AI / ML", "Usage", "/Usage/Index", UsagePermissions.View, "/usage", 104));
}
