using System.Text.RegularExpressions;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Plugins;

/// <summary>Whether a declared form field can be rendered, checked and stored.</summary>
internal static partial class ProviderFieldCheck
{
    public static void Run(ProviderType type, DeclarationFaults faults)
    {
        foreach (var key in type.Settings.GroupBy(f => f.Key).Where(g => g.Count() > 1).Select(g => g.Key))
            faults.Add($"two of its fields have the same key {DeclaredText.Quote(key)}");
        faults.AddIf(type.Settings.Count(f => f.Kind == SettingKind.Headers) > 1, "it declares more than one field for headers");
        foreach (var field in type.Settings) Check(field, type.AuthSchemes, faults);
    }

    private static void Check(SettingField field, IReadOnlyList<AuthScheme> schemes, DeclarationFaults faults)
    {
        var its = $"its field {DeclaredText.Quote(field.Key)}";
        faults.AddIf(!KeyPattern().IsMatch(field.Key), $"the key of {its} must begin with a lower-case letter and have only lower-case letters, digits and underscores, at most 40");
        faults.AddIf(!DeclaredText.IsName(field.Label), $"the label of {its} must have 1 to {DeclaredText.MaximumName} visible characters");
        faults.AddIf(VisibleText.HidesSomethingInLines(field.Help) || VisibleText.HidesSomethingInLines(field.PatternHelp) || VisibleText.HidesSomething(field.Placeholder),
            $"a text of {its} has a character that cannot be seen");
        if (!Enum.IsDefined(field.Kind))
        {
            faults.Add($"{its} is of a kind that this portal does not know");
            return;
        }

        faults.AddIf(field.MaximumLength < 1, $"{its} leaves no room for a text");
        faults.AddIf(field.Minimum > field.Maximum, $"the smallest number of {its} is larger than the largest");
        if (SettingPattern.Problem(field) is { } problem) faults.Add($"the pattern of {its} {problem}");
        CheckChoices(field, its, faults);
        if (field.AuthSchemes.Except(schemes.Select(s => s.Id)).FirstOrDefault() is { } unknown) faults.Add($"{its} belongs to the unknown authentication scheme {DeclaredText.Quote(unknown)}");
        faults.AddIf(!ProviderSettingDefault.Fits(field), $"the default of {its} is not a value of that field");
    }

    private static void CheckChoices(SettingField field, string its, DeclarationFaults faults)
    {
        faults.AddIf(field.Kind == SettingKind.Choice && field.Choices.Count == 0, $"{its} offers no choices");
        faults.AddIf(field.Choices.DistinctBy(c => c.Value).Count() != field.Choices.Count, $"two choices of {its} have the same value");
        if (field.Choices.FirstOrDefault(c => VisibleText.HidesSomething(c.Value) || VisibleText.HidesSomething(c.Label)) is { } hidden)
            faults.Add($"the choice {DeclaredText.Quote(hidden.Value)} of {its} has a character that cannot be seen");
    }

    // \z and not $: that one lets a line break pass at the end.
    [GeneratedRegex(@"^[a-z][a-z0-9_]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyPattern();
}
