using Microsoft.AspNetCore.Http;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Providers.Editing;

/// <summary>Whether a person may give a provider a label: what holds in some environments only must not reach into others by it.</summary>
internal static class LabelRules
{
    /// <param name="verb">What the permission lets one do, such as “add”.</param>
    /// <returns>A sentence at the field, if he may not.</returns>
    public static async Task<IReadOnlyList<FieldMessage>> CheckAsync(HttpContext context, ProviderEnvironment label, string permission, string verb)
    {
        if (await context.MayAsync(permission, label)) return [];
        var where = await context.WhereAsync(permission);
        return [new(nameof(ProviderForm.Environment), $"Your permission to {verb} providers holds for {where.Words()} only. Choose such an environment, or ask somebody who may.")];
    }

    /// <summary>The label that a new provider's form begins with: none, or the first that the person may give.</summary>
    public static async Task<ProviderEnvironment> FirstAsync(HttpContext context, ProviderEnvironment wanted)
    {
        var where = await context.WhereAsync(ProviderPermissions.Create);
        return Enum.GetValues<ProviderEnvironment>().OrderBy(label => label != wanted).FirstOrDefault(label => where.Covers(EnvironmentSets.Of(label)), wanted);
    }
}
