using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Generation;
using SupportBotPortal.Core.Generation.Tokens;
using SupportBotPortal.Web.Navigation;
using SupportBotPortal.Web.Pages.Generation.Trials;

namespace SupportBotPortal.Web.Pages.Generation;

internal static class GenerationPages
{
    public static void AddGenerationPages(this IServiceCollection services)
    {
        services.AddSingleton<ModelLists>();
        services.AddSingleton<GenerationEditors>();
        services.AddScoped<TrialDrafts>();
        services.AddSingleton<TrialRuns>();
        services.AddSingleton<ReplayRuns>();
        services.AddSingleton(new NavigationEntry("AI / ML", "Model & generation", "/Generation/Index", GenerationPermissions.View, "/generation", 102));
        services.AddSingleton(new NavigationEntry("AI / ML", "Bot tokens", "/Bots/Index", BotTokenPermissions.View, "/bot-tokens", 103));
    }
}
