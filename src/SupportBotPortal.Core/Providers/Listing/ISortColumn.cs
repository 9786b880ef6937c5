using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>A column to page by, whatever its type.</summary>
internal interface ISortColumn
{
    /// <summary>Whether there are rows without a value.</summary>
    bool CanBeMissing { get; }

    /// <summary>The row's value as it stands in a cursor; empty if it has none.</summary>
    string Write(Provider provider);

    bool CanRead(string text);

    IQueryable<Provider> WithValue(IQueryable<Provider> query, bool hasValue);

    /// <summary>By the value, then by the name.</summary>
    IQueryable<Provider> Order(IQueryable<Provider> query, bool descending);

    /// <summary>Only what follows a row in that order.</summary>
    /// <param name="cursor">The row's value.</param>
    /// <param name="name">The row's normalized name.</param>
    IQueryable<Provider> Beyond(IQueryable<Provider> query, string cursor, string name, bool descending);
}
