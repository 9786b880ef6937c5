using System.Text.RegularExpressions;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Plugins;

/// <summary>Whether what a plugin declares can be rendered and stored. Runs on the portal's copy.</summary>
internal static partial class ProviderTypeCheck
{
    private const int MaximumName = 60;
    private const int MaximumModelId = 200;

    public static void Run(ProviderType type)
    {
        if (!IdPattern().IsMatch(type.Id)) throw Wrong("the id of its type must be lower-case letters, digits and dashes, at most 40");
        if (!IsName(type.DisplayName)) throw Wrong($"its display name must have 1 to {MaximumName} visible characters");
        if (type.DefaultBaseUrl is { } url && !IsBaseUrl(url)) throw Wrong("its default base URL must be an absolute http or https address without query, fragment and user name");
        if (type.EndpointSuffixes.Append(type.UsualPath ?? "/").Any(path => !path.StartsWith('/'))) throw Wrong("its endings and its usual path must begin with a slash");
        if (type.DefaultModels.Any(model => model.Length is 0 or > MaximumModelId || model.Any(char.IsControl))) throw Wrong($"the names of its default models must have 1 to {MaximumModelId} visible characters");
        foreach (var link in (Uri?[])[type.Links.StatusPage, type.Links.KeyPage, type.Links.UsageDashboard, type.Links.Documentation])
        {
            if (link is not null && (!link.IsAbsoluteUri || link.Scheme != Uri.UriSchemeHttps)) throw Wrong("its links must be absolute https addresses");
        }

        CheckSchemes(type.AuthSchemes);
        CheckFields(type);
    }

    public static PluginRefusedException Wrong(string what) => PluginRefusedException.Malfunction($"Its description cannot be used: {what}.");

    private static void CheckSchemes(IReadOnlyList<AuthScheme> schemes)
    {
        if (schemes.Count == 0) throw Wrong("it declares no authentication scheme");
        if (schemes.DistinctBy(s => s.Id).Count() != schemes.Count) throw Wrong("two of its authentication schemes have the same id");
        if (schemes.Any(s => !SchemePattern().IsMatch(s.Id))) throw Wrong("the id of each authentication scheme must be lower-case letters, digits, dashes and underscores, at most 40");
        if (schemes.FirstOrDefault(s => s.NeedsSecret && !IsName(s.SecretLabel)) is { } unlabelled) throw Wrong($"the label of the secret of its authentication scheme “{unlabelled.Id}” must have 1 to {MaximumName} visible characters");
        if (schemes.FirstOrDefault(s => !IsName(s.DisplayName)) is { } nameless) throw Wrong($"the name of its authentication scheme “{nameless.Id}” must have 1 to {MaximumName} visible characters");
    }

    private static void CheckFields(ProviderType type)
    {
        if (type.Settings.DistinctBy(f => f.Key).Count() != type.Settings.Count) throw Wrong("two of its fields have the same key");
        if (type.Settings.Count(f => f.Kind == SettingKind.Headers) > 1) throw Wrong("it declares more than one field for headers");
        foreach (var field in type.Settings)
        {
            if (!KeyPattern().IsMatch(field.Key)) throw Wrong("the key of each field must be lower-case letters, digits and underscores, at most 40");
            if (!IsName(field.Label)) throw Wrong($"the label of its field “{field.Key}” must have 1 to {MaximumName} visible characters");
            if (!Enum.IsDefined(field.Kind)) throw Wrong($"its field “{field.Key}” is of a kind that this portal does not know");
            if (field.MaximumLength < 1) throw Wrong($"its field “{field.Key}” leaves no room for a text");
            if (field.Pattern is not null && !SettingPattern.CanBeUsed(field)) throw Wrong($"the pattern of its field “{field.Key}” is not a regular expression that can be matched in linear time, or it has no sentence for what does not match, or the field is no text");
            if (field.Minimum > field.Maximum) throw Wrong($"the smallest number of its field “{field.Key}” is larger than the largest");
            if (field.Kind == SettingKind.Choice && field.Choices.Count == 0) throw Wrong($"its field “{field.Key}” offers no choices");
            if (field.Choices.DistinctBy(c => c.Value).Count() != field.Choices.Count) throw Wrong($"two choices of its field “{field.Key}” have the same value");
            if (field.AuthSchemes.Except(type.AuthSchemes.Select(s => s.Id)).FirstOrDefault() is { } unknown) throw Wrong($"its field “{field.Key}” belongs to the unknown authentication scheme “{unknown}”");
            if (!ProviderSettingDefault.Fits(field)) throw Wrong($"the default of its field “{field.Key}” is not a value of that field");
        }
    }

    private static bool IsName(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= MaximumName && !text.Any(char.IsControl);

    private static bool IsBaseUrl(Uri url) =>
        url.IsAbsoluteUri && url.Scheme is "http" or "https" && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0;

    // \z and not $: that one lets a line break pass at the end.
    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9_-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SchemePattern();

    [GeneratedRegex(@"^[a-z][a-z0-9_]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyPattern();
}
