namespace SupportBotPortal.Core.Providers.Models;

/// <summary>Model ids, found as they are written or, where that is not there, written with other capitals: that is no other model.</summary>
internal sealed class ModelIdSet
{
    private readonly HashSet<string> exact;
    private readonly Dictionary<string, string> folded;

    public ModelIdSet(IEnumerable<string> ids)
    {
        exact = ids.ToHashSet(StringComparer.Ordinal);
        folded = new(StringComparer.OrdinalIgnoreCase);
        foreach (var id in exact) folded.TryAdd(id, id);
    }

    /// <returns>The id as it is written here, or <see langword="null"/>.</returns>
    public string? Find(string id) => exact.Contains(id) ? id : folded.GetValueOrDefault(id);
}
