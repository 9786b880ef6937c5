using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Settings;

namespace SupportBotPortal.Web.Pages.Generation.Trials;

/// <summary>Reads what is tried from the form, by the rules by which it would be saved.</summary>
public sealed class TrialDrafts(GenerationVersions versions, GenerationRules rules)
{
    /// <returns>The draft, or why it cannot be tried; and what is in production. Both without what takes the model's place, which is not tried, and may be unfinished.</returns>
    public async Task<(GenerationSettings? Draft, GenerationSettings? Production, string? Problem)> ReadAsync(GenerationForm form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        var saved = await versions.CurrentAsync(cancellationToken);
        var check = await rules.CheckAsync(form.ToInput() with { Fallbacks = [], UsersMayChoose = false, Allowed = [], Comment = "" }, saved?.Settings, cancellationToken);
        var production = saved is null ? null : saved.Settings with { Fallbacks = [], UsersMayChoose = false, Allowed = [] };
        return check.IsValid ? (check.Settings, production, null) : (null, production, $"These settings cannot be tried. {GenerationWords.LabelOf(check.Errors[0].Field)}: {check.Errors[0].Message}");
    }
}
