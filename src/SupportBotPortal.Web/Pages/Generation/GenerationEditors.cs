using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Choice;
using SupportBotPortal.Core.Generation.Guard;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Core.Generation.Trials.Examples;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Web.Pages.Generation;

/// <summary>Puts together what the form offers.</summary>
public sealed class GenerationEditors(ModelLists lists, ModelChoices choices, ChosenNames names, RefusedParameters refused, TrialExamples examples)
{
    /// <summary>The form of what is saved.</summary>
    public async Task<GenerationForm> FormAsync(GenerationVersion? saved, CancellationToken cancellationToken) =>
        saved is null ? new() : GenerationForm.From(saved, await names.OfAsync(GenerationWords.ModelsOf(saved.Settings), cancellationToken));

    /// <param name="form">What stands in the fields.</param>
    /// <param name="errors">A sentence at each field that is wrong.</param>
    /// <param name="search">What the list of models is narrowed by.</param>
    public async Task<GenerationEditor> OfAsync(GenerationForm form, IReadOnlyList<FieldMessage> errors, string? search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        var offered = await choices.SearchAsync("", ModelLists.Ticked, cancellationToken);
        var unseen = form.Allowed.OfType<string>().Where(name => !offered.First.Any(o => o.BotName == name)).Distinct(StringComparer.Ordinal).Take(GenerationRules.MostAllowed).ToList();
        var ticked = await choices.NamedAsync(unseen, cancellationToken);
        return new(
            form,
            errors,
            await lists.ReadAsync(search, form.Model ?? "", cancellationToken),
            [.. ticked.Values, .. offered.First],
            offered.Total,
            [.. unseen.Where(name => !ticked.ContainsKey(name))],
            await RefusedAsync(form.Model, cancellationToken))
        {
            Examples = await examples.CountAsync(cancellationToken),
        };
    }

    /// <param name="name">The chosen model's.</param>
    public async Task<RefusedNotes> RefusedAsync(string? name, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(name) || !(await choices.NamedAsync([name], cancellationToken)).TryGetValue(name, out var choice)) return RefusedNotes.None;
        return new(choice.ModelId, await refused.OfAsync(choice.Chosen, cancellationToken));
    }
}
