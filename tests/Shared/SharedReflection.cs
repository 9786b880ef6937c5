using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.DependencyInjection;

namespace SupportBotPortal.Tests.Shared;

/// <summary>
/// What the framework reads of the types of pages and models, and compiles for them, once for the process instead of once for each of
/// hundreds of portals: it depends on the types alone. A portal that runs does it once anyway.
/// </summary>
internal static class SharedReflection
{
    private static readonly Lock Sync = new();
    private static IModelMetadataProvider? metadata;
    private static IRazorPageActivator? pages;

    public static void In(IServiceCollection services)
    {
        Share<IModelMetadataProvider>(services, own => metadata ??= own());
        Share<IRazorPageActivator>(services, own => pages ??= own());
    }

    private static void Share<T>(IServiceCollection services, Func<Func<T>, T> first)
        where T : class
    {
        var own = services.Single(s => s.ServiceType == typeof(T));
        services.AddSingleton(provider =>
        {
            lock (Sync) return first(() => (T)ActivatorUtilities.CreateInstance(provider, own.ImplementationType!));
        });
    }
}
