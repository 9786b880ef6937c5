using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace SupportBotPortal.Web.Navigation;

/// <summary>A provider's name in an address is found whatever its case, as the rest of the address is: slugs are stored in lower case.</summary>
internal static class LowerCaseSlugs
{
    private const string Slug = "slug";

    public static void UseLowerCaseSlugs(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.GetRouteValue(Slug) is string slug) context.Request.RouteValues[Slug] = slug.ToLowerInvariant();
        return next(context);
    });
}
