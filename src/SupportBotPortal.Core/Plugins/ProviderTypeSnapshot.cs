using System.Collections.ObjectModel;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Plugins;

/// <summary>
/// Copies what a plugin declares into lists of the portal's own, reading each of the plugin's exactly once and not
/// further than a limit: a list that changes later, throws when it is read, or never ends cannot hurt a page, and neither
/// can fifty fields with five hundred long choices each.
/// </summary>
internal sealed class ProviderTypeSnapshot
{
    private const int MaximumTextLength = 2000;
    private const int MaximumTotal = 256 * 1024;

    private readonly DeclarationFaults faults;
    private int total;

    private ProviderTypeSnapshot(DeclarationFaults faults) => this.faults = faults;

    /// <param name="faults">Takes what does not fit; the copy then has it shortened, for the checks that follow.</param>
    public static ProviderType Take(ProviderType? type, DeclarationFaults faults) =>
        type is null ? throw faults.Fatal("it declares no type") : new ProviderTypeSnapshot(faults).Copy(type);

    private ProviderType Copy(ProviderType type) => type with
    {
        Id = Name(type.Id),
        DisplayName = Name(type.DisplayName),
        Description = Text(type.Description, "its description"),
        DefaultBaseUrl = Address(type.DefaultBaseUrl, "its default base URL"),
        EndpointSuffixes = Copy(type.EndpointSuffixes, 50, "endings", text => Text(text, "one of its endings")),
        UsualPath = Counted(type.UsualPath, "its usual path"),
        AuthSchemes = Copy(type.AuthSchemes, 20, "authentication schemes", Scheme),
        Settings = Copy(type.Settings, 50, "fields", Field),
        DefaultModels = Copy(type.DefaultModels, 1000, "default models", Name),
        Links = Links(type.Links),
        Help = Help(type.Help),
    };

    // Plugins compiled without nullable annotations return null where the contract says there is none.
    private string Text(string? text, string what) => Name(TextOrNull(text, what) ?? text);

    /// <summary>For what has a limit of its own, and a sentence about it.</summary>
    private string Name(string? text)
    {
        if (text is null) return "";
        if (text.Length > MaximumTextLength) text = text[..MaximumTextLength];
        Count(text);
        return text;
    }

    private string? TextOrNull(string? text, string what)
    {
        if (text is not { Length: > MaximumTextLength }) return text;
        faults.Add($"{what} is longer than {MaximumTextLength} characters");
        return null;
    }

    private string? Counted(string? text, string what)
    {
        text = TextOrNull(text, what);
        Count(text);
        return text;
    }

    private void Count(string? text)
    {
        total += text?.Length ?? 0;
        if (total > MaximumTotal) throw faults.Fatal($"all its texts together are longer than {MaximumTotal / 1024} KB");
    }

    /// <summary>A fresh one: Uri is not sealed, and its methods can be overridden.</summary>
    private Uri? Address(Uri? address, string what)
    {
        if (TextOrNull(address?.OriginalString, what) is not { } text) return null;
        Count(text);
        if (Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var fresh)) return fresh;
        faults.Add($"{what} is not an address");
        return null;
    }

    private AuthScheme Scheme(AuthScheme scheme) =>
        new(Name(scheme.Id), Name(scheme.DisplayName), scheme.NeedsSecret) { SecretLabel = Name(scheme.SecretLabel) };

    private SettingField Field(SettingField field)
    {
        var key = Name(field.Key);
        var of = $" of its field {DeclaredText.Quote(key)}";
        return field with
        {
            Key = key,
            Label = Name(field.Label),
            Help = Text(field.Help, "the help" + of),
            Placeholder = Text(field.Placeholder, "the placeholder" + of),
            Default = Counted(field.Default, "the default" + of),
            Pattern = Counted(field.Pattern, "the pattern" + of),
            PatternHelp = Text(field.PatternHelp, "the sentence about the pattern" + of),
            Choices = Copy(field.Choices, 500, "choices" + of, choice => new SettingChoice(Text(choice.Value, "a choice" + of), Text(choice.Label, "a choice" + of))),
            AuthSchemes = Copy(field.AuthSchemes, 20, "authentication schemes" + of, Name),
        };
    }

    private ProviderLinks Links(ProviderLinks? links) => links is null ? new() : new()
    {
        StatusPage = Address(links.StatusPage, "the address of its status page"),
        KeyPage = Address(links.KeyPage, "the address of its page for keys"),
        UsageDashboard = Address(links.UsageDashboard, "the address of its usage dashboard"),
        Documentation = Address(links.Documentation, "the address of its documentation"),
    };

    private ProviderHelp Help(ProviderHelp? help) => help is null ? new() : new()
    {
        BaseUrl = Text(help.BaseUrl, "its help for the base URL"),
        ApiKey = Text(help.ApiKey, "its help for the key"),
        Models = Text(help.Models, "its help for the models"),
    };

    private ReadOnlyCollection<T> Copy<T>(IReadOnlyList<T>? list, int maximum, string what, Func<T, T> copy)
        where T : class
    {
        var copies = new List<T>();
        var count = 0;
        foreach (var item in list ?? [])
        {
            if (count++ == maximum)
            {
                faults.Add($"it declares more than {maximum} {what}");
                break;
            }

            if (item is null) faults.Add($"one of its {what} is empty");
            else copies.Add(copy(item));
        }

        return copies.AsReadOnly();
    }
}
