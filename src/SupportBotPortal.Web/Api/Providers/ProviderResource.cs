using System.ComponentModel;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers.Listing;

namespace SupportBotPortal.Web.Api.Providers;

/// <summary>A provider as programs see it. There is no place for a key in it.</summary>
public sealed record ProviderResource
{
    public required Guid Id { get; init; }

    [Description("What people call it; unique.")]
    public required string Name { get; init; }

    [Description("The type’s id, such as openai: which plugin speaks with it.")]
    public required string ProviderType { get; init; }

    public required string BaseUrl { get; init; }

    [Description("How it authenticates, by the id that its type gives it, such as bearer.")]
    public required string AuthScheme { get; init; }

    [Description("Whether an API key is stored. The key itself is never shown again.")]
    public required bool HasApiKey { get; init; }

    [Description("Since when the API key is stored, in UTC.")]
    public required DateTime? ApiKeySetAt { get; init; }

    [Description("When the API key is due for replacement, in UTC. It goes on working.")]
    public required DateTime? ApiKeyDueAt { get; init; }

    [Description("After how many days a key is due; null: the portal’s usual period; 0: never.")]
    public required int? KeyRotationDays { get; init; }

    [Description("The type’s own settings by their keys, without secret ones.")]
    public required IReadOnlyDictionary<string, string> Config { get; init; }

    [Description("The keys of secret settings that are stored.")]
    public required IReadOnlyList<string> SecretConfig { get; init; }

    [Description("The names of custom headers. Their values are secrets.")]
    public required IReadOnlyList<string> HeaderNames { get; init; }

    [Description("The ids of its models; empty: those that the type suggests.")]
    public required IReadOnlyList<string> Models { get; init; }

    public required bool IsActive { get; init; }

    [Description("Whether it is preselected for new things; at most one is.")]
    public required bool IsDefault { get; init; }

    [Description("What it is for; none: it carries no label.")]
    public required ProviderEnvironment Environment { get; init; }

    public required string Notes { get; init; }

    [Description("How it does, as the portal’s list says.")]
    public required ProviderState Status { get; init; }

    [Description("When it was last tested, in UTC.")]
    public required DateTime? LastHealthCheckAt { get; init; }

    [Description("How the last test ended. not_testable is no outage: its key does not open, say.")]
    public required ProviderTestOutcome? LastHealthCheckStatus { get; init; }

    [Description("Why the last test did not pass, as a sentence.")]
    public required string? LastHealthCheckError { get; init; }

    [Description("How long the last test took, if it passed, in milliseconds.")]
    public required int? ResponseTimeMs { get; init; }

    [Description("In UTC.")]
    public required DateTime CreatedAt { get; init; }

    [Description("When its configuration was last changed, in UTC.")]
    public required DateTime UpdatedAt { get; init; }
}
