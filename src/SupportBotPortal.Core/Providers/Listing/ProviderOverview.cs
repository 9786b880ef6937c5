namespace SupportBotPortal.Core.Providers.Listing;

/// <summary>Providers, counted by what the list can be filtered by. What nobody has is not in it.</summary>
public sealed record ProviderOverview(
    int Total,
    int Active,
    IReadOnlyDictionary<ProviderState, int> States,
    IReadOnlyDictionary<ProviderKeyState, int> Keys,
    IReadOnlyDictionary<string, int> Types)
{
    public static ProviderOverview Nothing { get; } = new(0, 0, new Dictionary<ProviderState, int>(), new Dictionary<ProviderKeyState, int>(), new Dictionary<string, int>());

    /// <summary>How many have the green badge.</summary>
    public int Healthy => States.GetValueOrDefault(ProviderState.Healthy);
}
