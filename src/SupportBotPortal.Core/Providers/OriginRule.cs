using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers;

/// <summary>
/// A stored secret goes only to the origin (scheme, host and port) for which it was typed. Whoever changes the origin
/// types the secrets again; otherwise a colleague who may edit or test could have a key sent to a server of his own.
/// </summary>
internal static class OriginRule
{
    public static void Check(ProviderInput input, Provider existing, Uri url, ProviderType type, List<FieldMessage> errors)
    {
        var before = EgressUrl.TryParse(existing.BaseUrl, out var old, out _) ? EgressUrl.OriginOf(old) : existing.BaseUrl;
        var now = EgressUrl.OriginOf(url);
        if (before == now) return;

        var why = $"The base URL now points to {now} instead of {before}. A stored secret is only ever sent where it was meant to go:";
        var needsKey = type.AuthSchemes.FirstOrDefault(s => s.Id == input.AuthScheme)?.NeedsSecret == true;
        if (needsKey && string.IsNullOrEmpty(input.ApiKey) && existing.Secrets.Exists(s => s.Field == ProviderSecret.ApiKeyField))
            errors.Add(new(nameof(input.ApiKey), $"{why} type the key again."));
        foreach (var header in input.Headers.Where(h => string.IsNullOrEmpty(h.Value) && existing.Secrets.Exists(s => s.Field == ProviderSecret.HeaderPrefix + h.Name)))
            errors.Add(new(nameof(input.Headers), $"{why} type the value of “{header.Name}” again."));
        foreach (var field in type.SecretsWith(input.AuthScheme).Where(f => !input.Settings.ContainsKey(f.Key) && existing.Secrets.Exists(s => s.Field == ProviderSecret.SettingPrefix + f.Key)))
            errors.Add(new(FieldMessage.Setting(field.Key), $"{why} type it again."));
    }
}
