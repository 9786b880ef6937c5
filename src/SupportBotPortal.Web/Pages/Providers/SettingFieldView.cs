using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Web.Pages.Providers;

/// <summary>One field that a plugin declared, with what was typed.</summary>
public sealed record SettingFieldView(SettingField Field, ProviderFormView Form)
{
    public string Id => $"setting-{Field.Key}";

    public string InputName => $"Form.Settings[{Field.Key}]";

    public string? Value => Form.Form.Settings.GetValueOrDefault(Field.Key) ?? (Form.IsNew ? Field.Default : null);

    public bool IsStored => Form.Stored(ProviderSecret.SettingPrefix + Field.Key) is not null;

    public FieldMessages Messages => new(
        Id + "-help",
        Field.Help,
        Form.ErrorsOf(Name),
        Form.NotesOf(Name));

    private string Name => Field.Kind == SettingKind.Headers ? nameof(ProviderInput.Headers) : FieldMessage.Setting(Field.Key);

    public string? Invalid => Messages.Errors.Any() ? "true" : null;
}
