using System.Text.RegularExpressions;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.PluginTestKit.Running;
using static SupportBotPortal.PluginTestKit.Running.Trial;

namespace SupportBotPortal.PluginTestKit.Rules;

/// <summary>What a plugin says of itself. The portal refuses a plugin that breaks these at start.</summary>
internal static partial class DeclarationRules
{
    private const int LongestName = 60;
    private const int MostTexts = 256 << 10;

    public static IReadOnlyList<ConformanceRule> All { get; } =
    [
        new("declaration-type", "The declaration of the type can be shown and stored", trial => CheckAsync(trial, TypeFaults)),
        new("declaration-schemes", "Each way of authenticating can be shown, stored and told from the others", trial => CheckAsync(trial, SchemeFaults)),
        new("declaration-fields", "Each form field can be shown, checked and stored, its default included", trial => CheckAsync(trial, FieldRules.Faults)),
        new("declaration-size", "The declaration keeps within the portal's limits", trial => CheckAsync(trial, SizeFaults)),
        new("declaration-stable", "The declaration says the same each time it is read", async trial =>
        {
            var (first, second) = (await trial.TypeAsync(), await trial.TypeAsync());
            Expect(
                first.Id == second.Id && first.DisplayName == second.DisplayName
                && first.AuthSchemes.Select(s => s.Id).SequenceEqual(second.AuthSchemes.Select(s => s.Id))
                && first.Settings.Select(s => s.Key).SequenceEqual(second.Settings.Select(s => s.Key))
                && first.DefaultModels.SequenceEqual(second.DefaultModels),
                $"Type said {first.Id} with {first.Settings.Count} fields, and when it was read again {second.Id} with {second.Settings.Count} fields or others. Providers keep their type and their settings by these ids.");
        }),
    ];

    private static async Task CheckAsync(Trial trial, Func<ProviderType, IEnumerable<string>> faults)
    {
        var found = faults(await trial.TypeAsync()).ToList();
        Expect(found.Count == 0, $"The declaration cannot be used: {string.Join("; ", found)}.");
    }

    private static IEnumerable<string> TypeFaults(ProviderType type)
    {
        if (!IdPattern().IsMatch(type.Id ?? ""))
            yield return $"the id of the type “{Told.Short(type.Id ?? "")}” must be lower-case letters, digits and dashes, at most 40";
        if (!TextRules.IsName(type.DisplayName, LongestName))
            yield return "the display name must have 1 to 60 visible characters";
        if (new[] { type.Description, type.Help.BaseUrl, type.Help.ApiKey, type.Help.Models }.Any(text => !TextRules.IsSentence(text)))
            yield return "its description and help texts must have at most 2,000 characters, all visible";
        if (type.DefaultBaseUrl is { } url && (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https") || url.Query.Length > 0 || url.Fragment.Length > 0 || url.UserInfo.Length > 0))
            yield return "the default base URL must be an absolute http or https address without query, fragment and user name";
        if (type.EndpointSuffixes.Append(type.UsualPath ?? "/").Any(path => path?.StartsWith('/') != true))
            yield return "endings and the usual path must begin with a slash";
        if (type.DefaultModels.Any(model => !TextRules.IsModelId(model)))
            yield return "the ids of default models must have 1 to 200 visible characters";
        if (new[] { type.Links.StatusPage, type.Links.KeyPage, type.Links.UsageDashboard, type.Links.Documentation }
            .Any(link => link is not null && (!link.IsAbsoluteUri || link.Scheme != Uri.UriSchemeHttps || link.OriginalString.Length > 2_000)))
            yield return "links must be absolute https addresses of at most 2,000 characters";
    }

    private static IEnumerable<string> SchemeFaults(ProviderType type)
    {
        if (type.AuthSchemes is not { Count: > 0 } schemes)
        {
            yield return "there is no authentication scheme";
            yield break;
        }

        foreach (var id in schemes.GroupBy(s => s.Id).Where(g => g.Count() > 1).Select(g => g.Key))
            yield return $"two authentication schemes have the same id “{Told.Short(id ?? "")}”";
        foreach (var scheme in schemes)
        {
            if (!SchemePattern().IsMatch(scheme.Id ?? ""))
                yield return $"the id of the authentication scheme “{scheme.Id}” must be lower-case letters, digits, dashes and underscores, at most 40";
            if (!TextRules.IsName(scheme.DisplayName, LongestName) || (scheme.NeedsSecret && !TextRules.IsName(scheme.SecretLabel, LongestName)))
                yield return $"the names of the authentication scheme “{scheme.Id}” must have 1 to 60 visible characters";
        }
    }

    private static IEnumerable<string> SizeFaults(ProviderType type)
    {
        if (type.AuthSchemes?.Count > 20)
            yield return "there are more than 20 authentication schemes";
        if (type.Settings.Count > 50)
            yield return "there are more than 50 fields";
        if (type.Settings.Any(f => f.Choices.Count > 500))
            yield return "a field has more than 500 choices";
        if (type.DefaultModels.Count > 1_000 || type.EndpointSuffixes.Count > 50)
            yield return "there are more than 1,000 default models, or more than 50 endings";
        if (Texts(type).Sum(text => (long)(text?.Length ?? 0)) > MostTexts)
            yield return "all texts together are longer than 256 KB";
    }

    private static IEnumerable<string?> Texts(ProviderType type) =>
    [
        type.Id, type.DisplayName, type.Description, type.UsualPath, type.Help.BaseUrl, type.Help.ApiKey, type.Help.Models,
        .. type.EndpointSuffixes, .. type.DefaultModels, .. (type.AuthSchemes ?? []).SelectMany(s => new[] { s.Id, s.DisplayName, s.SecretLabel }),
        .. type.Settings.SelectMany(f => new[] { f.Key, f.Label, f.Help, f.Placeholder, f.Default, f.Pattern, f.PatternHelp }),
        .. type.Settings.SelectMany(f => f.Choices).SelectMany(c => new[] { c?.Value, c?.Label }),
    ];

    // \z and not $: that one lets a line break pass at the end.
    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9_-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SchemePattern();
}
