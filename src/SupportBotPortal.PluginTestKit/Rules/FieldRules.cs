using System.Globalization;
using System.Text.RegularExpressions;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.PluginTestKit.Running;

namespace SupportBotPortal.PluginTestKit.Rules;

/// <summary>What is wrong with declared form fields.</summary>
internal static partial class FieldRules
{
    private static readonly string[] NeverSet = ["Host", "Content-Length", "Transfer-Encoding", "Connection"];

    public static IEnumerable<string> Faults(ProviderType type)
    {
        foreach (var key in type.Settings.GroupBy(f => f.Key).Where(g => g.Count() > 1).Select(g => g.Key))
            yield return $"two fields have the same key “{Told.Short(key ?? "")}”";
        if (type.Settings.Count(f => f.Kind == SettingKind.Headers) > 1)
            yield return "there is more than one field for headers";
        foreach (var fault in type.Settings.SelectMany(f => Faults(f, type).Select(fault => $"the field “{f.Key}” {fault}")))
            yield return fault;
    }

    private static IEnumerable<string> Faults(SettingField field, ProviderType type)
    {
        if (!KeyPattern().IsMatch(field.Key ?? ""))
            yield return "must have a key that begins with a lower-case letter and has only lower-case letters, digits and underscores, at most 40";
        if (!TextRules.IsName(field.Label, 60))
            yield return "must have a label of 1 to 60 visible characters";
        if (!TextRules.IsSentence(field.Help) || !TextRules.IsSentence(field.PatternHelp) || field.Placeholder is not { Length: <= 2_000 } placeholder || TextRules.Hides(placeholder))
            yield return "has a text that is too long or hides something";
        if (!Enum.IsDefined(field.Kind))
            yield return "is of an unknown kind";
        if (field.MaximumLength < 1)
            yield return "leaves no room for a text";
        if (field.Minimum > field.Maximum)
            yield return "has a smallest number that is larger than the largest";
        if (PatternFault(field) is { } pattern)
            yield return pattern;
        if (ChoicesFault(field) is { } choices)
            yield return choices;
        if (field.AuthSchemes.Except(type.AuthSchemes.Select(s => s.Id)).FirstOrDefault() is { } unknown)
            yield return $"belongs to the authentication scheme “{Told.Short(unknown)}”, which is not declared";
        if (field.Default is { Length: > 0 } text && !CouldBeSaved(field, text))
            yield return $"has the default “{Told.Short(text)}”, which could not be saved";
    }

    private static string? PatternFault(SettingField field)
    {
        if (field.Pattern is null)
            return null;
        if (field.Kind != SettingKind.Text)
            return "has a pattern, which only a field for text may have";
        if (field.PatternHelp is not { Length: > 0 })
            return "has a pattern and no sentence for what does not match it (PatternHelp)";
        try
        {
            Pattern(field.Pattern);
            return null;
        }
        catch (ArgumentException thrown)
        {
            return $"has a pattern that is not a regular expression ({thrown.Message.TrimEnd('.')})";
        }
        catch (NotSupportedException)
        {
            return "has a pattern that cannot be matched in linear time: it may have no look-around and no back-references";
        }
    }

    private static string? ChoicesFault(SettingField field)
    {
        if (field.Kind == SettingKind.Choice && field.Choices.Count == 0)
            return "offers no choices";
        if (field.Choices.Any(c => c?.Value is null || c.Label is not { Length: <= 2_000 } || TextRules.Hides(c.Value) || TextRules.Hides(c.Label)))
            return "has a choice that is empty, too long, or hides something";
        return field.Choices.DistinctBy(c => c.Value).Count() == field.Choices.Count ? null : "has two choices with the same value";
    }

    private static bool CouldBeSaved(SettingField field, string text) => !TextRules.Hides(text) && field.Kind switch
    {
        SettingKind.Text => text.Length <= field.MaximumLength && (field.Pattern is null || PatternFault(field) is not null || Pattern(field.Pattern).IsMatch(text)),
        SettingKind.HeaderName => text.Length <= 100 && text.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c)) && !NeverSet.Contains(text, StringComparer.OrdinalIgnoreCase),
        SettingKind.Url => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https",
        SettingKind.Number => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && !(number < field.Minimum) && !(number > field.Maximum),
        SettingKind.Boolean => text is "true" or "false",
        SettingKind.Choice => field.Choices.Any(choice => choice?.Value == text),
        _ => false, // secrets and headers are write-only
    };

    private static Regex Pattern(string pattern) => new($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    [GeneratedRegex(@"^[a-z][a-z0-9_]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyPattern();
}
