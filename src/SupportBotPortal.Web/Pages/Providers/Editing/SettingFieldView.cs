using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Web.Pages.Providers.Editing;

/// <summary>One field that a plugin declared, with what was typed.</summary>
/// <param name="IsForgetful">Whether a typed secret is lost with this answer.</param>
public sealed record SettingFieldView(SettingField Field, ProviderFormView Form, bool IsForgetful)
{
    public string Id => $"setting-{Field.Key}";

    public string InputName => $"Form.Settings[{Field.Key}]";

    public string? Value => Form.Form.Settings.GetValueOrDefault(Field.Key) ?? (Form.IsNew ? Field.Default : null);

    /// <summary>A choice that nobody made must not be made by the browser, which takes the first.</summary>
    public bool MayBeEmpty => string.IsNullOrEmpty(Value) || (!Field.Required && Field.Default is null);

    /// <summary>Saved with a version of the plugin that offered it.</summary>
    public bool IsUnknownChoice => !string.IsNullOrEmpty(Value) && !Field.Choices.Any(c => c.Value == Value);

    public bool IsStored => Form.Stored(ProviderSecret.SettingPrefix + Field.Key) is not null;

    public FieldMessages Messages => new(
        Id + "-help",
        Field.Help,
        Form.ErrorsOf(Name),
        [.. Form.NotesOf(Name), .. IsForgetful && HadSecret ? [ProviderFormView.Retype] : Array.Empty<string>()]);

    private bool HadSecret => Field.Kind switch
    {
        SettingKind.Secret => !string.IsNullOrEmpty(Form.Form.Settings.GetValueOrDefault(Field.Key)),
        SettingKind.Headers => Form.Form.Headers.Exists(h => !string.IsNullOrEmpty(h.Value)),
        _ => false,
    };

    private string Name => Field.Kind == SettingKind.Headers ? nameof(ProviderInput.Headers) : FieldMessage.Setting(Field.Key);

    public string? Invalid => Messages.Errors.Any() ? "true" : null;
}
