using Microsoft.AspNetCore.Http;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Pages.Alerts.Channels;

namespace SupportBotPortal.Web.Pages.Alerts.Maintenance;

/// <summary>Whether a person may plan maintenance for what a window is for: one provider, by its label, or all.</summary>
internal static class WindowReach
{
    /// <param name="providerId">Whose window; <see langword="null"/> = of all.</param>
    /// <param name="choices">The providers there are.</param>
    public static async Task<bool> MayAsync(HttpContext context, Guid? providerId, IReadOnlyList<ProviderChoice> choices) =>
        (await context.WhereAsync(HealthPermissions.Edit)).Covers(Of(providerId, choices));

    /// <returns>A sentence at the field, if he may not.</returns>
    public static async Task<IReadOnlyList<FieldMessage>> CheckAsync(HttpContext context, Guid? providerId, IReadOnlyList<ProviderChoice> choices)
    {
        if (await MayAsync(context, providerId, choices)) return [];
        var where = await context.WhereAsync(HealthPermissions.Edit);
        return [new(nameof(WindowForm.ProviderId), $"Your permission to plan maintenance holds for {where.Words()} only. Choose a provider of such an environment, or ask somebody who may.")];
    }

    /// <summary>A provider that is not there any more has no label: its window is nobody's in particular.</summary>
    private static Environments Of(Guid? providerId, IReadOnlyList<ProviderChoice> choices) =>
        choices.FirstOrDefault(c => c.Id == providerId) is { } choice ? EnvironmentSets.Of(choice.Environment) : Environments.Everywhere;
}
