using Microsoft.AspNetCore.Http;
using SupportBotPortal.Core.Providers.Listing;

namespace SupportBotPortal.Web.Pages.Providers.Listing;

/// <summary>What the address of the list asks for. Everything is in it, so that it can be kept, sent, and gone back to.</summary>
public sealed record ListQuery(ProviderFilter Filter, ProviderSort Sort, PageAnchor Anchor)
{
    public static ListQuery All { get; } = new(ProviderFilter.None, new(), PageAnchor.First);

    /// <summary>Reads fields of an address or a form; empty ones count as none.</summary>
    /// <returns><see langword="null"/> if a filter or the sort is unknown: a list that left it out would show, and bulk acts would reach, more than was asked for. A cursor that is none leads to the first page.</returns>
    public static ListQuery? Read(Func<string, string?> field)
    {
        ArgumentNullException.ThrowIfNull(field);
        var search = field("q")?.Trim() ?? "";
        if (search.Length > ProviderFilter.MaximumSearchLength || field("type") is { Length: > 40 }) return null;
        if (!TryFind(ListWords.States, s => s.Word, field("state"), out var state)
            || !TryFind(ListWords.Reasons, r => r.Word, field("reason"), out var reason)
            || !TryFind(ListWords.Keys, k => k.Word, field("key"), out var key)
            || !TryFind(ListWords.Environments, e => e.Word, field("environment"), out var environment)
            || !TryFind(ListWords.Sorts, s => s.Word, field("sort") is "name" ? "" : field("sort"), out var sort)) return null;
        var filter = new ProviderFilter
        {
            Search = search,
            TypeId = field("type") is { Length: > 0 } type ? type : null,
            State = state?.State,
            Reason = reason?.Reason,
            Environment = environment?.Environment,
            Key = key?.Key,
        };
        return new(filter, sort?.Sort ?? new(), AnchorOf(sort?.Sort ?? new(), field));
    }

    /// <summary>The filter as fields, for a form that acts on all that match.</summary>
    public IEnumerable<(string Name, string Value)> FilterFields()
    {
        if (Filter.Search.Length > 0) yield return ("q", Filter.Search);
        if (Filter.TypeId is { } type) yield return ("type", type);
        if (Filter.State is { } state) yield return ("state", ListWords.States.First(s => s.State == state).Word);
        if (Filter.Reason is { } reason) yield return ("reason", ListWords.Reasons.First(r => r.Reason == reason).Word);
        if (Filter.Environment is { } environment) yield return ("environment", ListWords.Environments.First(e => e.Environment == environment).Word);
        if (Filter.Key is { } key) yield return ("key", ListWords.Keys.First(k => k.Key == key).Word);
    }

    public string SortWord => ListWords.Sorts.First(s => s.Sort == Sort).Word;

    /// <summary>The address that asks for this.</summary>
    public string Url()
    {
        var fields = FilterFields().ToList();
        if (SortWord.Length > 0) fields.Add(("sort", SortWord));
        switch (Anchor.Kind)
        {
            case PageAnchorKind.After:
                fields.Add(("after", Anchor.Cursor));
                break;
            case PageAnchorKind.Before:
                fields.Add(("before", Anchor.Cursor));
                break;
            case PageAnchorKind.Last:
                fields.Add(("from", "end"));
                break;
            case PageAnchorKind.First:
            default:
                break;
        }

        return "/providers" + QueryString.Create(fields.Select(f => KeyValuePair.Create(f.Name, (string?)f.Value)));
    }

    /// <summary>Another filter or sort begins at its first page.</summary>
    public ListQuery With(Func<ProviderFilter, ProviderFilter> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return this with { Filter = change(Filter), Anchor = PageAnchor.First };
    }

    public ListQuery At(PageAnchor anchor) => this with { Anchor = anchor };

    /// <summary>Sorted by a column; by the same once more turns the order round.</summary>
    public ListQuery SortedBy(ProviderSortKey key, bool descendingFirst = false) =>
        this with { Sort = Sort.Key == key ? new(key, !Sort.Descending) : new(key, descendingFirst), Anchor = PageAnchor.First };

    private static PageAnchor AnchorOf(ProviderSort sort, Func<string, string?> field)
    {
        if (field("after") is { Length: > 0 } after && ProviderListing.IsCursor(sort, after)) return new(PageAnchorKind.After, after);
        if (field("before") is { Length: > 0 } before && ProviderListing.IsCursor(sort, before)) return new(PageAnchorKind.Before, before);
        return field("from") == "end" ? PageAnchor.Last : PageAnchor.First;
    }

    private static bool TryFind<T>(IReadOnlyList<T> all, Func<T, string> word, string? asked, out T? found)
        where T : struct
    {
        found = null;
        if (string.IsNullOrEmpty(asked)) return true;
        foreach (var one in all)
        {
            if (word(one) != asked) continue;
            found = one;
            return true;
        }

        return false;
    }
}
