using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Pages.Generation.Trials;

/// <summary>Reads what is tried from the form, by the rules by which it would be saved.</summary>
public sealed class TrialDrafts(GenerationVersions versions, GenerationRules rules, PortalDbContext db)
{
    /// <returns>The draft, or why it cannot be tried; and what is in production. Both without what takes the model's place, which is not tried, and may be unfinished.</returns>
    public async Task<(GenerationSettings? Draft, GenerationSettings? Production, string? Problem)> ReadAsync(HttpContext context, GenerationForm form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        var saved = await versions.CurrentAsync(cancellationToken);
        var check = await rules.CheckAsync(form.ToInput() with { Fallbacks = [], UsersMayChoose = false, Allowed = [], Comment = "" }, saved?.Settings, cancellationToken);
        var production = saved is null ? null : saved.Settings with { Fallbacks = [], UsersMayChoose = false, Allowed = [] };
        if (check is { IsValid: true, Settings.Model: { } chosen } && !await MayAskAsync(context, chosen, cancellationToken))
        {
            var where = await context.WhereAsync(ProviderPermissions.Test);
            return (null, production, $"This model cannot be tried by you: your permission to test providers holds for {where.Words()} only, and its provider has another label.");
        }

        // Beside it stands what may be asked, too.
        if (production?.Model is { } used && !await MayAskAsync(context, used, cancellationToken)) production = null;
        return check.IsValid ? (check.Settings, production, null) : (null, production, $"These settings cannot be tried. {GenerationWords.LabelOf(check.Errors[0].Field)}: {check.Errors[0].Message}");
    }

    private async Task<bool> MayAskAsync(HttpContext context, ChosenModel chosen, CancellationToken cancellationToken) =>
        await db.Providers.Where(p => p.Id == chosen.ProviderId).Select(p => (ProviderEnvironment?)p.Environment).FirstOrDefaultAsync(cancellationToken) is not { } label || await context.MayAsync(ProviderPermissions.Test, label);
}
