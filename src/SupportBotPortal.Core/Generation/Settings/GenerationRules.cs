using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Choice;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Generation.Settings;

/// <summary>Checks typed settings; every refusal is a sentence at its field.</summary>
public sealed class GenerationRules(ModelChoices choices, ChosenNames names)
{
    public const int LongestPrompt = 32_000;
    public const int MostStopSequences = 4;
    public const int LongestStopSequence = 100;
    public const int MostFallbacks = 5;
    public const int MostAllowed = 200;

    /// <param name="input">As typed.</param>
    /// <param name="saved">What is in production: a model of it may stay although it is not offered any more.</param>
    /// <param name="cancellationToken">Ends asking the database.</param>
    public async Task<GenerationCheck> CheckAsync(GenerationInput input, GenerationSettings? saved, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var errors = new List<FieldMessage>();
        var typed = new TypedModels(
            await choices.NamedAsync([.. input.Fallbacks.Concat(input.Allowed).Append(input.Model).Select(n => n.Trim()).Where(n => n.Length > 0)], cancellationToken),
            saved is null ? new Dictionary<string, ChosenModel>() : await names.ByNameAsync(saved, cancellationToken));
        var model = TakeModel(input, typed, errors);
        if (GenerationNumbers.ReadTemperature(input.Temperature, out var temperature) is { } hot) errors.Add(new(nameof(input.Temperature), hot));
        if (GenerationNumbers.ReadTopP(input.TopP, out var topP) is { } wide) errors.Add(new(nameof(input.TopP), wide));
        if (GenerationNumbers.ReadTokens(input.MaximumOutputTokens, out var tokens) is { } long_) errors.Add(new(nameof(input.MaximumOutputTokens), long_));
        else if (tokens > typed.MostTokensOf(input.Model.Trim())) errors.Add(new(nameof(input.MaximumOutputTokens), $"This model puts out at most {typed.MostTokensOf(input.Model.Trim()):N0} tokens, its provider says."));
        var settings = new GenerationSettings
        {
            Model = model,
            Temperature = temperature,
            MaximumOutputTokens = tokens,
            TopP = topP,
            StopSequences = TakeStops(input, errors),
            SystemPrompt = TakePrompt(input, errors),
            // What has no value limits nothing.
            Limits = new(input.LimitsTemperature && temperature is not null, input.LimitsMaximumOutputTokens && tokens is not null, input.LimitsTopP && topP is not null),
            Fallbacks = TakeFallbacks(input, model, typed, errors),
            UsersMayChoose = input.UsersMayChoose,
            Allowed = TakeAllowed(input, typed, errors),
        };
        var comment = input.Comment.Trim();
        if (comment.Length > GenerationVersion.LongestComment) errors.Add(new(nameof(input.Comment), $"A comment may have at most {GenerationVersion.LongestComment} characters; this one has {comment.Length:N0}."));
        else if (VisibleText.HidesSomething(comment)) errors.Add(new(nameof(input.Comment), "The comment contains a line break or a character that cannot be seen. Type it again."));
        return new(settings, comment, errors);
    }

    private static ChosenModel? TakeModel(GenerationInput input, TypedModels typed, List<FieldMessage> errors)
    {
        var name = input.Model.Trim();
        if (name.Length == 0) errors.Add(new(nameof(input.Model), "Choose the model that answers in production."));
        else if (typed.Find(name) is { } model) return model;
        else errors.Add(new(nameof(input.Model), NotOffered(name)));
        return null;
    }

    private static IReadOnlyList<string> TakeStops(GenerationInput input, List<FieldMessage> errors)
    {
        var stops = StopSequenceText.Read(input.StopSequences);
        if (stops.Count > MostStopSequences) errors.Add(new(nameof(input.StopSequences), $"At most {MostStopSequences} stop sequences, one on a line; these are {stops.Count:N0}."));
        else if (stops.FirstOrDefault(s => s.Length > LongestStopSequence) is { } long_) errors.Add(new(nameof(input.StopSequences), $"A stop sequence may have at most {LongestStopSequence} characters; one has {long_.Length:N0}."));
        else if (stops.Any(s => string.IsNullOrWhiteSpace(s.Trim('\n', '\t')) && s.All(c => c == ' '))) errors.Add(new(nameof(input.StopSequences), "A stop sequence of spaces alone would end every answer at its first word."));
        return stops;
    }

    private static string TakePrompt(GenerationInput input, List<FieldMessage> errors)
    {
        var prompt = input.SystemPrompt.ReplaceLineEndings("\n").Trim();
        if (prompt.Length > LongestPrompt) errors.Add(new(nameof(input.SystemPrompt), $"The system prompt may have at most {LongestPrompt:N0} characters; this one has {prompt.Length:N0}."));
        else if (prompt.Any(c => char.IsControl(c) && c is not ('\n' or '\t'))) errors.Add(new(nameof(input.SystemPrompt), "The system prompt contains a control character. Type it again, or paste it as plain text."));
        return prompt;
    }

    private static IReadOnlyList<ChosenModel> TakeFallbacks(GenerationInput input, ChosenModel? model, TypedModels typed, List<FieldMessage> errors)
    {
        var (chosen, wrong) = typed.Read(input.Fallbacks);
        var problem = wrong is not null ? NotOffered(wrong)
            : chosen.Count > MostFallbacks ? $"At most {MostFallbacks} fallbacks; these are {chosen.Count:N0}."
            : chosen.Contains(model!) ? "The model itself cannot be its own fallback. Choose another one, or leave the line empty."
            : chosen.Distinct().Count() < chosen.Count ? "A model is listed twice. Each one is asked once."
            : null;
        if (problem is not null) errors.Add(new(nameof(input.Fallbacks), problem));
        return chosen;
    }

    private static IReadOnlyList<ChosenModel> TakeAllowed(GenerationInput input, TypedModels typed, List<FieldMessage> errors)
    {
        // What is ticked stays ticked when users may not choose for a while.
        var (chosen, wrong) = typed.Read(input.Allowed);
        chosen = [.. chosen.Distinct()];
        var problem = wrong is not null ? NotOffered(wrong)
            : chosen.Count > MostAllowed ? $"At most {MostAllowed} models can be allowed; these are {chosen.Count:N0}."
            : input.UsersMayChoose && chosen.Count == 0 ? "Tick the models that bots may ask for, or do not let them choose."
            : null;
        if (problem is not null) errors.Add(new(nameof(input.Allowed), problem));
        return chosen;
    }

    private static string NotOffered(string name) => $"“{(name.Length <= 120 ? name : name[..120] + "…")}” is no model of an active provider. Choose one from the list.";

    /// <summary>What the typed names stand for.</summary>
    /// <param name="Offered">Those that can be chosen now.</param>
    /// <param name="Kept">Those that were chosen before, offered or not.</param>
    private sealed record TypedModels(IReadOnlyDictionary<string, ModelChoice> Offered, IReadOnlyDictionary<string, ChosenModel> Kept)
    {
        public ChosenModel? Find(string name) => Offered.GetValueOrDefault(name)?.Chosen ?? Kept.GetValueOrDefault(name);

        public int? MostTokensOf(string name) => Offered.GetValueOrDefault(name)?.MaximumOutputTokens;

        /// <returns>What was found, and the first name that stands for nothing.</returns>
        public (IReadOnlyList<ChosenModel> Chosen, string? Wrong) Read(IEnumerable<string> names)
        {
            var typed = names.Select(n => n.Trim()).Where(n => n.Length > 0).ToList();
            return ([.. typed.Select(Find).OfType<ChosenModel>()], typed.Find(n => Find(n) is null));
        }
    }
}
