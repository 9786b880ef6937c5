using System.Globalization;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Web.Pages.Providers;

/// <summary>Two people edited one provider: at each field where they differ, what the first one saved.</summary>
internal static class SavedMeanwhile
{
    private const int Longest = 200;

    public static IReadOnlyList<FieldMessage> Notes(Provider saved, ProviderInput typed, ProviderType? type)
    {
        List<FieldMessage> notes =
        [
            .. Differs(nameof(typed.Name), saved.Name, typed.Name.Trim()),
            .. Differs(nameof(typed.BaseUrl), saved.BaseUrl, typed.BaseUrl.Trim()),
            .. Differs(nameof(typed.AuthScheme), SchemeName(type, saved.AuthScheme), SchemeName(type, typed.AuthScheme)),
            .. Differs(nameof(typed.Models), string.Join(", ", saved.Models), string.Join(", ", typed.Models)),
            .. Differs(nameof(typed.Environment), EnvironmentName(saved.Environment), EnvironmentName(typed.Environment)),
            .. Differs(nameof(typed.Notes), saved.Notes, typed.Notes.Trim()),
            .. Differs(nameof(typed.KeyRotationDays), saved.KeyRotationDays?.ToString(CultureInfo.InvariantCulture) ?? "", typed.KeyRotationDays),
            .. Differs(nameof(typed.IsActive), saved.IsActive ? "active" : "inactive", typed.IsActive ? "active" : "inactive"),
        ];
        foreach (var field in (type?.SettingsWith(typed.AuthScheme) ?? []).Where(f => f.Kind is not (SettingKind.Secret or SettingKind.Headers)))
            notes.AddRange(Differs(FieldMessage.Setting(field.Key), Shown(field, saved.Settings.GetValueOrDefault(field.Key, "")), Shown(field, typed.Settings.GetValueOrDefault(field.Key, "").Trim())));
        return notes;
    }

    private static IEnumerable<FieldMessage> Differs(string field, string saved, string typed)
    {
        // A browser sends line breaks as CR LF.
        if (saved.ReplaceLineEndings("\n") != typed.ReplaceLineEndings("\n"))
            yield return new(field, saved.Length == 0 ? "Saved now: nothing" : $"Saved now: “{Shorten(saved)}”");
    }

    private static string Shown(SettingField field, string value) => field.Kind switch
    {
        SettingKind.Choice => field.Choices.FirstOrDefault(c => c.Value == value)?.Label ?? value,
        SettingKind.Boolean => value == "true" ? "yes" : "no",
        _ => value,
    };

    private static string SchemeName(ProviderType? type, string id) => type?.AuthSchemes.FirstOrDefault(s => s.Id == id)?.DisplayName ?? id;

    private static string EnvironmentName(ProviderEnvironment environment) => environment == ProviderEnvironment.None ? "" : environment.ToString();

    private static string Shorten(string text) => text.Length <= Longest ? text : text[..Longest] + "…";
}
