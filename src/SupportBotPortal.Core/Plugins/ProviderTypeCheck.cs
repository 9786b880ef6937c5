using System.Text.RegularExpressions;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Plugins;

/// <summary>Whether what a plugin declares can be rendered and stored. Runs on the portal's copy, and finds everything at once.</summary>
internal static partial class ProviderTypeCheck
{
    private const int MaximumModelId = 200;

    public static void Run(ProviderType type, DeclarationFaults faults)
    {
        faults.AddIf(!IdPattern().IsMatch(type.Id), $"the id of its type {DeclaredText.Quote(type.Id)} must be lower-case letters, digits and dashes, at most 40");
        faults.AddIf(!DeclaredText.IsName(type.DisplayName), $"its display name must have 1 to {DeclaredText.MaximumName} visible characters");
        faults.AddIf(VisibleText.HidesSomethingInLines(type.Description), "its description has a character that cannot be seen");
        faults.AddIf(type.DefaultBaseUrl is { } url && !IsBaseUrl(url), "its default base URL must be an absolute http or https address without query, fragment and user name");
        faults.AddIf(type.EndpointSuffixes.Append(type.UsualPath ?? "/").Any(path => !path.StartsWith('/')), "its endings and its usual path must begin with a slash");
        faults.AddIf(type.DefaultModels.Any(model => !DeclaredText.IsName(model, MaximumModelId)), $"the names of its default models must have 1 to {MaximumModelId} visible characters");
        faults.AddIf(
            new[] { type.Links.StatusPage, type.Links.KeyPage, type.Links.UsageDashboard, type.Links.Documentation }.Any(link => link is not null && !IsLink(link)),
            "its links must be absolute https addresses");
        faults.AddIf(new[] { type.Help.BaseUrl, type.Help.ApiKey, type.Help.Models }.Any(VisibleText.HidesSomethingInLines), "one of its help texts has a character that cannot be seen");
        CheckSchemes(type.AuthSchemes, faults);
        ProviderFieldCheck.Run(type, faults);
        faults.ThrowIfAny();
    }

    private static void CheckSchemes(IReadOnlyList<AuthScheme> schemes, DeclarationFaults faults)
    {
        faults.AddIf(schemes.Count == 0, "it declares no authentication scheme");
        faults.AddIf(schemes.DistinctBy(s => s.Id).Count() != schemes.Count, "two of its authentication schemes have the same id");
        foreach (var scheme in schemes)
        {
            var its = $"its authentication scheme {DeclaredText.Quote(scheme.Id)}";
            faults.AddIf(!SchemePattern().IsMatch(scheme.Id), $"the id of {its} must be lower-case letters, digits, dashes and underscores, at most 40");
            faults.AddIf(!DeclaredText.IsName(scheme.DisplayName), $"the name of {its} must have 1 to {DeclaredText.MaximumName} visible characters");
            faults.AddIf(scheme.NeedsSecret && !DeclaredText.IsName(scheme.SecretLabel), $"the label of the secret of {its} must have 1 to {DeclaredText.MaximumName} visible characters");
        }
    }

    private static bool IsBaseUrl(Uri url) =>
        url.IsAbsoluteUri && url.Scheme is "http" or "https" && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0;

    private static bool IsLink(Uri link) => link.IsAbsoluteUri && link.Scheme == Uri.UriSchemeHttps;

    // \z and not $: that one lets a line break pass at the end.
    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9_-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SchemePattern();
}
