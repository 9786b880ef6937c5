using System.ComponentModel;

namespace SupportBotPortal.Web.Api.Generation;

/// <summary>Which model answers in production, and how. Models by the names by which bots ask for them: of the provider, a slash, and the model’s id.</summary>
public record GenerationWrite
{
    [Description("The model in production, such as production-openai/gpt-5: see listModels.")]
    public required string? Model { get; init; }

    [Description("0 to 1; null: as the vendor does without being told.")]
    public double? Temperature { get; init; }

    [Description("In tokens; null: as many as the vendor puts out without being told.")]
    public int? MaxOutputTokens { get; init; }

    [Description("Above 0 to 1; null: as the vendor does without being told.")]
    public double? TopP { get; init; }

    [Description("Texts at which an answer ends.")]
    public IReadOnlyList<string> StopSequences { get; init; } = [];

    [Description("Stands before every conversation; empty: nothing does.")]
    public string SystemPrompt { get; init; } = "";

    [Description("Which of the values a bot’s request may narrow but not exceed: temperature, max_output_tokens, top_p. The others are defaults that it may replace.")]
    public IReadOnlyList<string> Limits { get; init; } = [];

    [Description("Asked in this order if the model does not answer.")]
    public IReadOnlyList<string> Fallbacks { get; init; } = [];

    [Description("Whether a bot may ask for one of those in allowed by its name.")]
    public bool UsersMayChoose { get; init; }

    public IReadOnlyList<string> Allowed { get; init; } = [];
}

/// <summary>What is to be in production.</summary>
public sealed record GenerationSave : GenerationWrite
{
    [Description("Why, for whoever looks at the versions; at most 200 characters.")]
    public string Comment { get; init; } = "";
}

/// <summary>A version of the settings. The newest is in production.</summary>
public sealed record GenerationResource : GenerationWrite
{
    [Description("1, 2, 3, …; 0: nothing was chosen yet.")]
    public required int Version { get; init; }

    [Description("When it was saved, in UTC.")]
    public required DateTime? SavedAt { get; init; }

    public required string SavedBy { get; init; }

    public required string Comment { get; init; }

    [Description("The version that was brought back with it.")]
    public required int? RestoredFrom { get; init; }

    [Description("Models of it whose providers are gone for good, by the names that they had: they stand nowhere else.")]
    public required IReadOnlyList<string> Gone { get; init; }
}

/// <summary>Versions, the newest first.</summary>
public sealed record GenerationVersionList
{
    public required IReadOnlyList<GenerationResource> Data { get; init; }

    [Description("Sent as before it brings the next page; null: there is none.")]
    public required int? NextBefore { get; init; }
}

/// <summary>A model that can be chosen.</summary>
public sealed record ModelResource
{
    [Description("By which it is chosen, and by which bots ask for it.")]
    public required string Name { get; init; }

    public required Guid ProviderId { get; init; }

    public required string ProviderName { get; init; }

    [Description("The id by which its vendor knows it.")]
    public required string ModelId { get; init; }

    [Description("The vendor’s name for people.")]
    public required string? DisplayName { get; init; }

    public required int? ContextTokens { get; init; }

    public required int? MaxOutputTokens { get; init; }

    [Description("The day on which the vendor switches it off.")]
    public required DateOnly? RetiresOn { get; init; }

    [Description("Whether its provider lists it no longer.")]
    public required bool HasVanished { get; init; }
}

/// <summary>Models that can be chosen.</summary>
public sealed record ModelList
{
    public required IReadOnlyList<ModelResource> Data { get; init; }

    [Description("How many there are in all; those beyond the first 500 are found by search.")]
    public required int Total { get; init; }
}
