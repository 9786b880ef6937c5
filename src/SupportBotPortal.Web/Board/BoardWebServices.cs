using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Web.Navigation;

namespace SupportBotPortal.Web.Board;

internal static class BoardWebServices
{
    public static void AddBoardPages(this IServiceCollection services)
    {
        services.AddSingleton<BoardScreens>();
        services.AddSingleton<BoardBroadcast>();
        services.AddHostedService(provider => provider.GetRequiredService<BoardBroadcast>());
        services.AddSingleton(new NavigationEntry("AI / ML", "Status board", "/Board/Index", HealthPermissions.View, "/board", 105));
        // A screen on a wall loads its page again by itself, and does not count as a person being there.
        services.Configure<RazorPagesOptions>(options =>
        {
            foreach (var page in (string[])["/Board/Index", "/Board/Shared"]) options.Conventions.AddPageApplicationModelConvention(page, model => model.EndpointMetadata.Add(new PassiveRequest()));
        });
    }
}
