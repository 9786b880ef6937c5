using System.Globalization;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Choice;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Web.Api.Generation;

/// <summary>Between versions of the settings as they are stored and as programs see and write them.</summary>
public sealed class GenerationShapes(ChosenNames names)
{
    private const string Temperature = "temperature";
    private const string Tokens = "max_output_tokens";
    private const string TopP = "top_p";

    public static IReadOnlyList<string> LimitsOf(GenerationLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return [.. limits.Temperature ? [Temperature] : (string[])[], .. limits.MaximumOutputTokens ? [Tokens] : (string[])[], .. limits.TopP ? [TopP] : (string[])[]];
    }

    public static IEnumerable<FieldMessage> WrongLimits(IReadOnlyList<string> limits) =>
        limits.Except([Temperature, Tokens, TopP]).Select(wrong => new FieldMessage(nameof(GenerationWrite.Limits), $"“{wrong}” cannot be limited, only {Temperature}, {Tokens}, {TopP}."));

    public async Task<GenerationResource> ReadAsync(GenerationVersion? version, CancellationToken cancellationToken)
    {
        var settings = version?.Settings ?? new();
        var models = GenerationWords.ModelsOf(settings).ToList();
        var known = await names.OfAsync(models, cancellationToken);
        return new()
        {
            Version = version?.Number ?? 0,
            SavedAt = version?.At,
            SavedBy = version?.By ?? "",
            Comment = version?.Comment ?? "",
            RestoredFrom = version?.RestoredFrom,
            Model = settings.Model is { } model ? known.GetValueOrDefault(model) : null,
            Temperature = settings.Temperature,
            MaxOutputTokens = settings.MaximumOutputTokens,
            TopP = settings.TopP,
            StopSequences = settings.StopSequences,
            SystemPrompt = settings.SystemPrompt,
            Limits = LimitsOf(settings.Limits),
            Fallbacks = Named(settings.Fallbacks, known),
            UsersMayChoose = settings.UsersMayChoose,
            Allowed = Named(settings.Allowed, known),
            Gone = [.. models.Where(m => !known.ContainsKey(m)).Select(m => $"{m.ProviderName}/{m.ModelId}")],
        };
    }

    public static GenerationInput Input(GenerationSave sent)
    {
        ArgumentNullException.ThrowIfNull(sent);
        return new()
        {
            Model = sent.Model ?? "",
            Temperature = sent.Temperature?.ToString("R", CultureInfo.InvariantCulture) ?? "",
            LimitsTemperature = sent.Limits.Contains(Temperature),
            MaximumOutputTokens = sent.MaxOutputTokens?.ToString(CultureInfo.InvariantCulture) ?? "",
            LimitsMaximumOutputTokens = sent.Limits.Contains(Tokens),
            TopP = sent.TopP?.ToString("R", CultureInfo.InvariantCulture) ?? "",
            LimitsTopP = sent.Limits.Contains(TopP),
            StopSequences = StopSequenceText.Write(WithoutNull(sent.StopSequences)),
            SystemPrompt = sent.SystemPrompt,
            Fallbacks = WithoutNull(sent.Fallbacks),
            UsersMayChoose = sent.UsersMayChoose,
            Allowed = WithoutNull(sent.Allowed),
            Comment = sent.Comment,
        };
    }

    public static ModelResource Read(ModelChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return new()
        {
            Name = choice.BotName,
            ProviderId = choice.ProviderId,
            ProviderName = choice.ProviderName,
            ModelId = choice.ModelId,
            DisplayName = choice.DisplayName,
            ContextTokens = choice.ContextTokens,
            MaxOutputTokens = choice.MaximumOutputTokens,
            RetiresOn = choice.RetiresOn,
            HasVanished = choice.HasVanished,
        };
    }

    /// <summary>JSON may hold nulls where a list of texts is expected.</summary>
    private static List<string> WithoutNull(IReadOnlyList<string> texts) => [.. texts.Select(text => text ?? "")];

    private static List<string> Named(IEnumerable<ChosenModel> models, IReadOnlyDictionary<ChosenModel, string> known) => [.. models.Where(known.ContainsKey).Select(m => known[m])];
}
