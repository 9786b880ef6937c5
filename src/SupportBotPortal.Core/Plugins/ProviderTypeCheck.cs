using System.Text.RegularExpressions;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Plugins;

/// <summary>Whether what a plugin declares can be rendered and stored.</summary>
internal static partial class ProviderTypeCheck
{
    private const int MaximumFields = 50;

    public static void Run(ProviderType? type)
    {
        if (type is null) throw Wrong("it declares no type");
        if (!IdPattern().IsMatch(type.Id)) throw Wrong("the id of its type must be lower-case letters, digits and dashes, at most 40");
        if (string.IsNullOrWhiteSpace(type.DisplayName) || type.DisplayName.Length > 60) throw Wrong("its display name must have 1 to 60 characters");
        if (type.AuthSchemes is not { Count: > 0 }) throw Wrong("it declares no authentication scheme");
        if (type.AuthSchemes.Select(s => s.Id).Distinct().Count() != type.AuthSchemes.Count) throw Wrong("two of its authentication schemes have the same id");
        if (type.Settings.Count > MaximumFields) throw Wrong($"it declares more than {MaximumFields} fields");
        if (type.Settings.Select(f => f.Key).Distinct().Count() != type.Settings.Count) throw Wrong("two of its fields have the same key");
        if (type.Settings.Count(f => f.Kind == SettingKind.Headers) > 1) throw Wrong("it declares more than one field for headers");
        foreach (var field in type.Settings)
        {
            if (!KeyPattern().IsMatch(field.Key)) throw Wrong("the key of each field must be lower-case letters, digits and underscores, at most 40");
            if (!Enum.IsDefined(field.Kind)) throw Wrong($"its field “{field.Key}” is of a kind that this portal does not know");
            if (field.Kind == SettingKind.Choice && field.Choices.Count == 0) throw Wrong($"its field “{field.Key}” offers no choices");
        }

        foreach (var link in (Uri?[])[type.Links.StatusPage, type.Links.KeyPage, type.Links.UsageDashboard, type.Links.Documentation])
        {
            if (link is not null && (!link.IsAbsoluteUri || link.Scheme != Uri.UriSchemeHttps)) throw Wrong("its links must be absolute https addresses");
        }
    }

    private static PluginRefusedException Wrong(string what) => PluginRefusedException.Malfunction($"Its description cannot be used: {what}.");

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();

    [GeneratedRegex("^[a-z][a-z0-9_]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex KeyPattern();
}
