using System.ComponentModel;
using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Web.Api.Health;

/// <summary>How a provider has been doing.</summary>
public sealed record ProviderHealthResource
{
    [Description("How it stands now, by its tests; unknown: it was never tested, or not since it was changed.")]
    public required HealthState State { get; init; }

    [Description("Since when, in UTC.")]
    public required DateTime? Since { get; init; }

    [Description("When it was last tested, in UTC.")]
    public required DateTime? LastTestedAt { get; init; }

    [Description("By day (24 hours), week, month (30 days) and quarter (90 days).")]
    public required IReadOnlyList<HealthSummaryResource> Summaries { get; init; }

    [Description("The last ten of 90 days, the latest first.")]
    public required IReadOnlyList<IncidentResource> Incidents { get; init; }
}

/// <summary>What the tests of some time come to.</summary>
public sealed record HealthSummaryResource
{
    [Description("day, week, month or quarter.")]
    public required string Range { get; init; }

    [Description("The share of tests that were answered, 0 to 1, rounded down to a hundredth of a percent; null: there were none.")]
    public required double? Uptime { get; init; }

    [Description("How many tests say something about it.")]
    public required int Tests { get; init; }

    [Description("Half of the answers came within so many milliseconds.")]
    public required int? MedianMs { get; init; }

    [Description("95 % of the answers came within so many milliseconds.")]
    public required int? P95Ms { get; init; }
}

/// <summary>A time in which something was wrong with a provider.</summary>
public sealed record IncidentResource
{
    public required long Id { get; init; }

    public required Guid ProviderId { get; init; }

    [Description("null: it was destroyed, and nothing is known of it but its history.")]
    public required string? ProviderName { get; init; }

    [Description("In UTC.")]
    public required DateTime StartedAt { get; init; }

    [Description("In UTC; null: it goes on.")]
    public required DateTime? EndedAt { get; init; }

    [Description("The worst it came to.")]
    public required HealthState State { get; init; }

    public required FailureCause? Cause { get; init; }

    [Description("What people say about it.")]
    public required string Note { get; init; }
}

/// <summary>A page of incidents.</summary>
public sealed record IncidentList
{
    [Description("Those that go on first, each group with the last opened first.")]
    public required IReadOnlyList<IncidentResource> Data { get; init; }

    [Description("Sent as cursor it brings the next page; null: there is none.")]
    public required string? NextCursor { get; init; }
}
