using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Display.Charts;

namespace SupportBotPortal.Web.Pages.Providers.Listing;

/// <summary>A line of the list.</summary>
public sealed record ProviderRow
{
    public required string Slug { get; init; }

    public required string Name { get; init; }

    public required string TypeName { get; init; }

    public required string BaseUrl { get; init; }

    /// <summary>Without the scheme, if there is one: somebody may have changed it in the database.</summary>
    public string ShortBaseUrl => BaseUrl.IndexOf("://", StringComparison.Ordinal) is >= 0 and var at ? BaseUrl[(at + 3)..] : BaseUrl;

    /// <summary>Whether its plugin is there; without it nothing can be tested or changed.</summary>
    public required bool HasType { get; init; }

    public required bool IsActive { get; init; }

    public required bool IsDefault { get; init; }

    public required ProviderEnvironment Environment { get; init; }

    public ProviderTestRecord? LastTest { get; init; }

    /// <summary>When that was, in words.</summary>
    public required string TestedAgo { get; init; }

    /// <summary>What the list is filtered by; <see cref="Health"/> says it in more words.</summary>
    public required ProviderState State { get; init; }

    public required ProviderKeyState Key { get; init; }

    public required Badge Health { get; init; }

    /// <summary>Until when nobody is alerted of it, in words; <see langword="null"/> outside of maintenance.</summary>
    public string? MaintenanceUntil { get; init; }

    /// <summary>Its last tests; <see langword="null"/> if there were none.</summary>
    public Sparkline? Recent { get; init; }

    public required Badge? KeyProblem { get; init; }

    /// <summary>When there is nothing wrong with the key: how old it is, or that none is needed.</summary>
    public required string KeyText { get; init; }

    public required string ModelCount { get; init; }

    /// <summary>A test of it that is under way.</summary>
    public string? RunId { get; init; }

    /// <summary>Flashes once.</summary>
    public bool JustChanged { get; init; }
}
