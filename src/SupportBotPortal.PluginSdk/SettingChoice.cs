namespace SupportBotPortal.PluginSdk;

/// <summary>One option of a <see cref="SettingKind.Choice"/> field.</summary>
/// <param name="Value">Stored and given to the plugin.</param>
/// <param name="Label">What people read.</param>
public sealed record SettingChoice(string Value, string Label);
