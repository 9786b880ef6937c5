using System.ComponentModel;
using SupportBotPortal.Web.Api.Providers;

namespace SupportBotPortal.Web.Api.Exchange;

/// <summary>Providers and what is in production, to take from one portal to another: without secrets.</summary>
public sealed record ConfigurationFile
{
    public const string CurrentFormat = "supportbot-portal/1";

    /// <summary>Stands where a secret would. It holds characters that no key can have, so that it is refused wherever it is sent as one.</summary>
    public const string Placeholder = "«secret, not exported»";

    [Description("supportbot-portal/1")]
    public required string Format { get; init; }

    [Description("In UTC.")]
    public DateTime? ExportedAt { get; init; }

    [Description("Providers are the same in two portals if they have the same name. Where a secret would be stands «secret, not exported»: imported, it leaves the stored one as it is; put a secret in its place to bring one along.")]
    public IReadOnlyList<ProviderCreate> Providers { get; init; } = [];

    [Description("null: what is in production stays.")]
    public ExportedGeneration? Generation { get; init; }

    /// <summary>Names the type only: a file that is imported may carry secrets.</summary>
    public override string ToString() => nameof(ConfigurationFile);
}

/// <summary>What is in production, with models by the names of their providers.</summary>
public sealed record ExportedGeneration
{
    public required ExportedModel? Model { get; init; }

    public double? Temperature { get; init; }

    public int? MaxOutputTokens { get; init; }

    public double? TopP { get; init; }

    public IReadOnlyList<string> StopSequences { get; init; } = [];

    public string SystemPrompt { get; init; } = "";

    [Description("Which of the values a bot’s request may narrow but not exceed: temperature, max_output_tokens, top_p.")]
    public IReadOnlyList<string> Limits { get; init; } = [];

    public IReadOnlyList<ExportedModel> Fallbacks { get; init; } = [];

    public bool UsersMayChoose { get; init; }

    public IReadOnlyList<ExportedModel> Allowed { get; init; } = [];
}

/// <summary>A model of a provider.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Model">The id by which its vendor knows it.</param>
public sealed record ExportedModel(string Provider, string Model);
