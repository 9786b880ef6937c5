using Microsoft.AspNetCore.Http;
using SupportBotPortal.Core.Providers.Listing;
using SupportBotPortal.Web.Pages.Providers.Listing;

namespace SupportBotPortal.Web.Pages.Providers.Bulk;

/// <summary>Which providers a form means: the ticked ones, or all that match its filter.</summary>
/// <param name="Query">The filter of the list that it was sent from.</param>
/// <param name="IsAll">All that match, on all pages.</param>
/// <param name="Slugs">The ticked ones.</param>
public sealed record BulkSelection(ListQuery Query, bool IsAll, IReadOnlyList<string> Slugs)
{
    /// <returns><see langword="null"/> if the form is none of the list's: better nothing than more than was meant.</returns>
    public static BulkSelection? Read(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var slugs = form["id"].OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return ListQuery.Read(name => form[name]) is { } query && slugs.Count <= ProviderListing.PageSize ? new(query, form["all"] == "true", slugs) : null;
    }

    public Task<IReadOnlyList<BulkTarget>> TargetsAsync(ProviderListing listing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(listing);
        return IsAll ? listing.TargetsAsync(Query.Filter, cancellationToken) : listing.TargetsAsync(Slugs, cancellationToken);
    }
}
