using SupportBotPortal.Core.Data;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Providers.Models;

/// <summary>What a discovery found, beside what the provider's list has and what was known before. Changes nothing.</summary>
/// <param name="Found">New ones first, then the listed, then the rest; within each those for chat first, by id.</param>
/// <param name="Missing">Of the list, those that were not found. They stay in it until somebody takes them out.</param>
public sealed record DiscoveryDifference(IReadOnlyList<FoundModel> Found, IReadOnlyList<VanishedModel> Missing)
{
    public static DiscoveryDifference None { get; } = new([], []);

    /// <summary>What somebody may want to decide about: new ones, and those that vanished.</summary>
    public DiscoveryDifference OnlyChanges => new([.. Found.Where(m => m.State == FoundModelState.New)], [.. Vanished]);

    public int NewCount => Found.Count(m => m.State == FoundModelState.New);

    /// <summary>Those that a discovery found before: with them something happened.</summary>
    public IEnumerable<VanishedModel> Vanished => Missing.Where(m => m.LastSeenAt is not null);

    /// <summary>Those that no discovery ever found.</summary>
    public IEnumerable<VanishedModel> ByHand => Missing.Where(m => m.LastSeenAt is null);

    /// <param name="found">What the provider answered.</param>
    /// <param name="listed">The provider's list of models.</param>
    /// <param name="known">What discoveries before this one found.</param>
    /// <param name="reviewedAt">When somebody last looked at it; before the first time nothing is called new.</param>
    public static DiscoveryDifference Of(IReadOnlyList<DiscoveredModel> found, IEnumerable<string> listed, IEnumerable<ProviderModel> known, DateTime? reviewedAt)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(listed);
        ArgumentNullException.ThrowIfNull(known);
        // An empty answer says nothing about any model.
        if (found.Count == 0) return None;

        var foundIds = new ModelIdSet(found.Select(m => m.Id));
        var byFoundId = new Dictionary<string, string>(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var id in listed.Distinct(StringComparer.Ordinal))
        {
            if (foundIds.Find(id) is { } match) byFoundId.TryAdd(match, id);
            else missing.Add(id);
        }

        var seen = known.ToDictionary(m => m.ModelId, StringComparer.Ordinal);
        var seenIds = new ModelIdSet(seen.Keys);
        return new(
            [.. found.Select(State).OrderBy(m => Rank(m.State)).ThenBy(m => m.Model.CanChat == false).ThenBy(m => m.Model.Id, StringComparer.Ordinal)],
            [.. missing.Select(id => new VanishedModel(id, seenIds.Find(id) is { } match ? seen[match].LastSeenAt : null)).OrderBy(m => m.Id, StringComparer.Ordinal)]);

        FoundModel State(DiscoveredModel model)
        {
            if (byFoundId.TryGetValue(model.Id, out var listedAs)) return new(model, FoundModelState.Listed, listedAs);
            var isNew = reviewedAt is { } at && (seenIds.Find(model.Id) is not { } match || seen[match].FirstSeenAt > at);
            return new(model, isNew ? FoundModelState.New : FoundModelState.Other);
        }
    }

    private static int Rank(FoundModelState state) => state switch { FoundModelState.New => 0, FoundModelState.Listed => 1, _ => 2 };
}
