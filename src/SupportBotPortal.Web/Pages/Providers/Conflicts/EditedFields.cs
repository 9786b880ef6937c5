using System.Globalization;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Web.Pages.Providers.Editing;

namespace SupportBotPortal.Web.Pages.Providers.Conflicts;

/// <summary>All fields of the form beside what is saved. Of secrets only when they were set: there is nothing else to compare.</summary>
internal static class EditedFields
{
    public static IReadOnlyList<EditedField> Of(Provider saved, ProviderForm form, ProviderType? type)
    {
        var typed = form.ToInput();
        var models = typed.Models.Distinct(StringComparer.Ordinal).ToList();
        List<EditedField> fields =
        [
            Text(nameof(form.Name), "Name", saved.Name, typed.Name, () => form.Name = saved.Name),
            Text(nameof(form.BaseUrl), "Base URL", saved.BaseUrl, typed.BaseUrl, () => form.BaseUrl = saved.BaseUrl) with { DirectsSecrets = true },
            new(nameof(form.AuthScheme), "Authentication", saved.AuthScheme, typed.AuthScheme, () => form.AuthScheme = saved.AuthScheme)
            {
                SavedText = SchemeName(saved.AuthScheme),
                TypedText = SchemeName(typed.AuthScheme),
                DirectsSecrets = true,
            },
            new(nameof(typed.Models), "Models", string.Join('\n', saved.Models), string.Join('\n', models), () => (form.ModelsText, form.PickedModels) = (string.Join('\n', saved.Models), []))
            {
                SavedText = ModelDifference.Text(saved.Models, models),
                TypedText = ModelDifference.Text(models, saved.Models),
            },
            Text(nameof(form.Environment), "Environment", EnvironmentName(saved.Environment), EnvironmentName(typed.Environment), () => form.Environment = saved.Environment),
            Text(nameof(form.Notes), "Notes", saved.Notes, typed.Notes, () => form.Notes = saved.Notes),
            Text(nameof(form.KeyRotationDays), "Days until the key is due", RotationOf(saved), typed.KeyRotationDays, () => form.KeyRotationDays = RotationOf(saved)),
            Text(nameof(form.IsActive), "Active", YesNo(saved.IsActive), YesNo(typed.IsActive), () => form.IsActive = saved.IsActive),
        ];
        // Also those of other ways to authenticate: the other one may have chosen such a way.
        foreach (var field in (type?.Settings ?? []).Where(f => f.Kind is not (SettingKind.Secret or SettingKind.Headers)))
        {
            var (before, after) = (Shown(field, saved.Settings.GetValueOrDefault(field.Key)), Shown(field, typed.Settings.GetValueOrDefault(field.Key)));
            fields.Add(Text(FieldMessage.Setting(field.Key), field.Label, before, after, () => form.Settings[field.Key] = saved.Settings.GetValueOrDefault(field.Key)) with { DirectsSecrets = true });
        }

        if (type?.Settings.Any(f => f.Kind == SettingKind.Headers) == true) fields.AddRange(HeaderFields.Of(saved, form, typed));
        fields.Add(Secret(nameof(form.ApiKey), "API key", ProviderSecret.ApiKeyField, saved, typed.ApiKey, () => form.ApiKey = null));
        foreach (var field in (type?.Settings ?? []).Where(f => f.Kind == SettingKind.Secret))
            fields.Add(Secret(FieldMessage.Setting(field.Key), field.Label, ProviderSecret.SettingPrefix + field.Key, saved, typed.Settings.GetValueOrDefault(field.Key), () => form.Settings.Remove(field.Key)));
        return fields;

        string SchemeName(string id) => type?.AuthSchemes.FirstOrDefault(s => s.Id == id)?.DisplayName ?? id;
    }

    public static EditedField Text(string key, string label, string saved, string typed, Action takeSaved)
    {
        // A browser sends line breaks as CR LF, and spaces at the ends are not kept.
        var (before, after) = (saved.ReplaceLineEndings("\n").Trim(), typed.ReplaceLineEndings("\n").Trim());
        return new(key, label, before, after, takeSaved) { SavedText = before, TypedText = after };
    }

    public static EditedField Secret(string key, string label, string field, Provider saved, string? typed, Action takeSaved)
    {
        var stored = saved.Secrets.Find(s => s.Field == field);
        var isTyped = !string.IsNullOrWhiteSpace(typed);
        var since = stored?.SetAt.Ticks.ToString(CultureInfo.InvariantCulture) ?? "";
        return new(key, label, since, isTyped ? "typed" : "kept", takeSaved)
        {
            SavedText = stored is null ? "" : $"set by {stored.SetBy} at {stored.SetAt.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}",
            TypedText = isTyped ? "the one you typed" : "",
            IsLeftAlone = !isTyped,
            HoldsTypedSecret = isTyped,
        };
    }

    private static string Shown(SettingField field, string? value)
    {
        if (string.IsNullOrWhiteSpace(value)) value = field.Default ?? "";
        return field.Kind switch
        {
            SettingKind.Choice => field.Choices.FirstOrDefault(c => c.Value == value)?.Label ?? value,
            SettingKind.Boolean => YesNo(value == "true"),
            _ => value,
        };
    }

    private static string RotationOf(Provider provider) => provider.KeyRotationDays?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static string EnvironmentName(ProviderEnvironment environment) => environment == ProviderEnvironment.None ? "not set" : environment.ToString();
}
