namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>A page of the list.</summary>
/// <param name="Items">In the order asked for.</param>
/// <param name="Previous">Where the page before it ends; <see langword="null"/> if there is none.</param>
/// <param name="Next">Where the next page begins; <see langword="null"/> if there is none.</param>
public sealed record ProviderPage(IReadOnlyList<ListedProvider> Items, PageAnchor? Previous, PageAnchor? Next);
