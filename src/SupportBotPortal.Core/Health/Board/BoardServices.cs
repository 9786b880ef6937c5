using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Access;

namespace SupportBotPortal.Core.Health.Board;

internal static class BoardServices
{
    public static void AddBoard(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BoardOptions>().Bind(configuration.GetSection(BoardOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<BoardOptions>, BoardOptionsValidator>();
        services.AddPermissions(BoardPermissions.Group);
        services.AddSingleton<BoardReader>();
        services.AddSingleton<BoardLinks>();
    }
}
