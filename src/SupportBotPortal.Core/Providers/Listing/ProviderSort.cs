namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>The order of the list. Whatever has no value comes last, either way round; the name decides between equals.</summary>
public sealed record ProviderSort(ProviderSortKey Key = ProviderSortKey.Name, bool Descending = false);
