using SupportBotPortal.Core.Data;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Generation;

/// <summary>All fields of the form beside what is saved.</summary>
internal static class GenerationFields
{
    public static IReadOnlyList<EditedField> Of(GenerationVersion saved, GenerationForm form, IReadOnlyDictionary<ChosenModel, string> names)
    {
        var was = GenerationForm.From(saved, names);
        return
        [
            EditedFields.Text(nameof(form.Model), "Model", was.Model ?? "", form.Model ?? "", () => form.Model = was.Model),
            EditedFields.Text(nameof(form.Temperature), "Temperature", was.Temperature ?? "", form.Temperature ?? "", () => form.Temperature = was.Temperature),
            EditedFields.Text(nameof(form.MaximumOutputTokens), "Maximum output tokens", was.MaximumOutputTokens ?? "", form.MaximumOutputTokens ?? "", () => form.MaximumOutputTokens = was.MaximumOutputTokens),
            EditedFields.Text(nameof(form.TopP), "Top-p", was.TopP ?? "", form.TopP ?? "", () => form.TopP = was.TopP),
            EditedFields.Text("Limits", "What no request may exceed", LimitsOf(was), LimitsOf(form), () => (form.LimitsTemperature, form.LimitsMaximumOutputTokens, form.LimitsTopP) = (was.LimitsTemperature, was.LimitsMaximumOutputTokens, was.LimitsTopP)),
            EditedFields.Text(nameof(form.StopSequences), "Stop sequences", was.StopSequences ?? "", form.StopSequences ?? "", () => form.StopSequences = was.StopSequences),
            EditedFields.Text(nameof(form.SystemPrompt), "System prompt", was.SystemPrompt ?? "", form.SystemPrompt ?? "", () => form.SystemPrompt = was.SystemPrompt),
            EditedFields.Text(nameof(form.Fallbacks), "Fallbacks", Lines(was.Fallbacks), Lines(form.Fallbacks), () => form.Fallbacks = was.Fallbacks),
            EditedFields.Text(nameof(form.UsersMayChoose), "Bots may choose", was.UsersMayChoose ? "yes" : "no", form.UsersMayChoose ? "yes" : "no", () => form.UsersMayChoose = was.UsersMayChoose),
            EditedFields.Text(nameof(form.Allowed), "Models they may choose", Sorted(was.Allowed), Sorted(form.Allowed), () => form.Allowed = was.Allowed),
        ];
    }

    private static string LimitsOf(GenerationForm form) => string.Join(", ", ((bool Is, string What)[])[(form.LimitsTemperature, "temperature"), (form.LimitsMaximumOutputTokens, "output tokens"), (form.LimitsTopP, "top-p")] is var all ? all.Where(l => l.Is).Select(l => l.What) : []);

    private static string Lines(IEnumerable<string?> names) => string.Join('\n', names.Select(n => n?.Trim()).Where(n => !string.IsNullOrEmpty(n)));

    private static string Sorted(IEnumerable<string?> names) => Lines(names.Distinct().Order(StringComparer.Ordinal));
}
