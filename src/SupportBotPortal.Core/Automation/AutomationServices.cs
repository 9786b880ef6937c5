using Microsoft.Extensions.DependencyInjection;

namespace SupportBotPortal.Core.Automation;

public static class AutomationServices
{
    /// <summary>What programs need that people do not.</summary>
    public static IServiceCollection AddAutomation(this IServiceCollection services) => services.AddSingleton<IdempotentRequests>();
}
