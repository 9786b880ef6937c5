using Microsoft.AspNetCore.Http;
using SupportBotPortal.Core.People.Tokens;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Api;

/// <summary>Says why a program may not, so that somebody can do something about it: the token, its person, or a second factor that is owed.</summary>
internal static class ApiRefusal
{
    public static async Task ForbidAsync(HttpContext context)
    {
        var caller = context.Features.Get<ApiCaller>();
        var needed = context.GetEndpoint()?.Metadata.GetOrderedMetadata<RequirePermissionAttribute>() ?? [];
        await ApiProblem.Forbidden(caller is null ? "This may not be done." : await ExplainAsync(context, caller, needed)).ExecuteAsync(context);
    }

    private static async Task<string> ExplainAsync(HttpContext context, ApiCaller caller, IReadOnlyList<RequirePermissionAttribute> needed)
    {
        if ((await context.EffectivePermissionsAsync()).OwesSecondFactor)
            return $"{caller.PersonName}, for whom the token “{caller.Token.Name}” acts, has to set up a second factor first: in the portal, under Your account.";
        var permissions = string.Join(" and ", needed.Select(n => string.Join(" or ", n.AnyOf)).Distinct());
        return needed.All(n => n.AnyOf.Any(caller.Allows.Includes))
            ? $"This needs {permissions}, which the token “{caller.Token.Name}”, or {caller.PersonName}, for whom it acts, does not hold for this provider’s environment, or not any more."
            : $"This needs {permissions}, which the token “{caller.Token.Name}” was not given. Make one in the portal, under API tokens, that has it.";
    }
}
