using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Generation.Settings;

/// <summary>Settings as people read them: on pages, in differences and in the audit log.</summary>
public static class GenerationWords
{
    public static string TitleOf(ChosenModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return $"[{model.ProviderName}] {model.ModelId}";
    }

    /// <summary>All models that settings name.</summary>
    public static IEnumerable<ChosenModel> ModelsOf(GenerationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return (settings.Model is { } model ? [model] : Enumerable.Empty<ChosenModel>()).Concat(settings.Fallbacks).Concat(settings.Allowed).Distinct();
    }

    /// <param name="field">As in <see cref="GenerationInput"/>.</param>
    /// <returns>What it is called in the form.</returns>
    public static string LabelOf(string field) => FieldsOf(new()).FirstOrDefault(f => f.Key == field)?.Label ?? field;

    public static IReadOnlyList<GenerationField> FieldsOf(GenerationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return
        [
            new(nameof(GenerationInput.Model), "Model", settings.Model is { } model ? TitleOf(model) : ""),
            new(nameof(GenerationInput.Temperature), "Temperature", Limited(GenerationNumbers.Text(settings.Temperature), settings.Limits.Temperature)),
            new(nameof(GenerationInput.MaximumOutputTokens), "Maximum output tokens", Limited(settings.MaximumOutputTokens is { } tokens ? $"{tokens:N0}" : "", settings.Limits.MaximumOutputTokens)),
            new(nameof(GenerationInput.TopP), "Top-p", Limited(GenerationNumbers.Text(settings.TopP), settings.Limits.TopP)),
            new(nameof(GenerationInput.StopSequences), "Stop sequences", StopSequenceText.Write(settings.StopSequences)),
            new(nameof(GenerationInput.SystemPrompt), "System prompt", settings.SystemPrompt),
            new(nameof(GenerationInput.Fallbacks), "Fallbacks", string.Join('\n', settings.Fallbacks.Select((model, place) => $"{place + 1}. {TitleOf(model)}"))),
            new(nameof(GenerationInput.UsersMayChoose), "Bots may choose", settings.UsersMayChoose ? "yes" : "no"),
            new(nameof(GenerationInput.Allowed), "Models they may choose", string.Join('\n', settings.Allowed.Select(TitleOf).Order(StringComparer.OrdinalIgnoreCase))),
        ];

        static string Limited(string value, bool isLimit) => value.Length > 0 && isLimit ? value + ", and no request may exceed it" : value;
    }

    /// <summary>The fields in which two differ, each with both values.</summary>
    /// <param name="before"><see langword="null"/> = nothing was there before.</param>
    public static IReadOnlyList<AuditChange> Differences(GenerationSettings? before, GenerationSettings after)
    {
        var was = before is null ? null : FieldsOf(before);
        return [.. FieldsOf(after).Select((field, i) => new AuditChange(field.Label, was?[i].Text, field.Text)).Where(c => (c.Before ?? "") != (c.After ?? ""))];
    }

    /// <summary>The same for the audit log, in which a prompt of pages would bury the rest: the version has it.</summary>
    internal static IReadOnlyList<AuditChange> ForAudit(IEnumerable<AuditChange> differences) =>
        [.. differences.Select(change => change with { Before = Short(change.Before), After = Short(change.After) })];

    private static string? Short(string? text) => text is not { Length: > LongestInAudit } ? text : $"{text[..LongestInAudit]}… ({text.Length:N0} characters)";

    private const int LongestInAudit = 500;
}
