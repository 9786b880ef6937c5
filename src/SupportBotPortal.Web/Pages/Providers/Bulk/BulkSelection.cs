using Microsoft.AspNetCore.Http;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Web.Pages.Providers.Listing;

namespace SupportBotPortal.Web.Pages.Providers.Bulk;

/// <summary>Which providers a form means: the ticked ones, or all that match its filter, or those that an act before it changed.</summary>
/// <param name="Query">The filter of the list that it was sent from.</param>
/// <param name="IsAll">All that match, on all pages.</param>
/// <param name="Slugs">The ticked ones.</param>
public sealed record BulkSelection(ListQuery Query, bool IsAll, IReadOnlyList<string> Slugs)
{
    private const string Active = "active";

    /// <summary>Of all that match, only the active ones.</summary>
    public bool IsActiveOnly { get; init; }

    /// <summary>The run that is to be undone.</summary>
    public string? Undone { get; init; }

    /// <summary>What was agreed to, see <see cref="BulkQuestion.Print"/>; <see langword="null"/> before the question.</summary>
    public string? Agreed { get; init; }

    /// <returns><see langword="null"/> if the form is none of the list's: better nothing than more than was meant.</returns>
    public static BulkSelection? Read(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var slugs = form["id"].OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return ListQuery.Read(name => form[name]) is { } query && slugs.Count <= ProviderListing.PageSize
            ? new(query, form["all"] == "true" || form["all"] == Active, slugs) { IsActiveOnly = form["all"] == Active, Undone = form["undo"], Agreed = form["agreed"] }
            : null;
    }

    public async Task<IReadOnlyList<BulkTarget>> TargetsAsync(ProviderListing listing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(listing);
        var targets = await (IsAll ? listing.TargetsAsync(Query.Filter, cancellationToken) : listing.TargetsAsync(Slugs, cancellationToken));
        return IsActiveOnly ? [.. targets.Where(t => t.IsActive)] : targets;
    }

    /// <summary>The same selection as fields of a form.</summary>
    public IEnumerable<(string Name, string Value)> Fields() =>
        [.. Query.FilterFields(), .. IsAll ? [("all", IsActiveOnly ? Active : "true")] : Slugs.Select(slug => ("id", slug))];
}
