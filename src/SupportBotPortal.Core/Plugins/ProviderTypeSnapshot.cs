using System.Collections.ObjectModel;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Plugins;

/// <summary>
/// Copies what a plugin declares into lists of the portal's own, reading each of the plugin's exactly once and not
/// further than a limit: a list that changes later, throws when it is read, or never ends cannot hurt a page.
/// </summary>
internal static class ProviderTypeSnapshot
{
    private const int MaximumTextLength = 2000;

    public static ProviderType Take(ProviderType? type)
    {
        if (type is null) throw ProviderTypeCheck.Wrong("it declares no type");
        return type with
        {
            Id = Text(type.Id),
            DisplayName = Text(type.DisplayName),
            Description = Text(type.Description),
            DefaultBaseUrl = Address(type.DefaultBaseUrl),
            EndpointSuffixes = Copy(type.EndpointSuffixes, 50, "endings", Text),
            UsualPath = TextOrNull(type.UsualPath),
            AuthSchemes = Copy(type.AuthSchemes, 20, "authentication schemes", Scheme),
            Settings = Copy(type.Settings, 50, "fields", Field),
            DefaultModels = Copy(type.DefaultModels, 1000, "default models", Text),
            Links = Links(type.Links),
            Help = Help(type.Help),
        };
    }

    // Plugins compiled without nullable annotations return null where the contract says there is none.
    private static string Text(string? text) => TextOrNull(text) ?? "";

    private static string? TextOrNull(string? text) => text is not { Length: > MaximumTextLength }
        ? text
        : throw ProviderTypeCheck.Wrong($"one of its texts is longer than {MaximumTextLength} characters");

    /// <summary>A fresh one: Uri is not sealed, and its methods can be overridden.</summary>
    private static Uri? Address(Uri? address) => address is null ? null : new Uri(Text(address.OriginalString), UriKind.RelativeOrAbsolute);

    private static AuthScheme Scheme(AuthScheme scheme) =>
        new(Text(scheme.Id), Text(scheme.DisplayName), scheme.NeedsSecret) { SecretLabel = Text(scheme.SecretLabel) };

    private static SettingField Field(SettingField field) => field with
    {
        Key = Text(field.Key),
        Label = Text(field.Label),
        Help = Text(field.Help),
        Placeholder = Text(field.Placeholder),
        Default = TextOrNull(field.Default),
        Pattern = TextOrNull(field.Pattern),
        PatternHelp = Text(field.PatternHelp),
        Choices = Copy(field.Choices, 500, "choices", choice => new SettingChoice(Text(choice.Value), Text(choice.Label))),
        AuthSchemes = Copy(field.AuthSchemes, 20, "schemes of a field", Text),
    };

    private static ProviderLinks Links(ProviderLinks? links) => links is null ? new() : new()
    {
        StatusPage = Address(links.StatusPage),
        KeyPage = Address(links.KeyPage),
        UsageDashboard = Address(links.UsageDashboard),
        Documentation = Address(links.Documentation),
    };

    private static ProviderHelp Help(ProviderHelp? help) => help is null ? new() : new()
    {
        BaseUrl = Text(help.BaseUrl),
        ApiKey = Text(help.ApiKey),
        Models = Text(help.Models),
    };

    private static ReadOnlyCollection<T> Copy<T>(IReadOnlyList<T>? list, int maximum, string what, Func<T, T> copy)
        where T : class
    {
        var copies = new List<T>();
        foreach (var item in list ?? [])
        {
            if (item is null) throw ProviderTypeCheck.Wrong($"one of its {what} is empty");
            if (copies.Count == maximum) throw ProviderTypeCheck.Wrong($"it declares more than {maximum} {what}");
            copies.Add(copy(item));
        }

        return copies.AsReadOnly();
    }
}
