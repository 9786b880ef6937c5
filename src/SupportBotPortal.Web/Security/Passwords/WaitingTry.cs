namespace SupportBotPortal.Web.Security.Passwords;

/// <summary>
/// A password that waits to be checked. The least rank comes first. Among those who are known the first one does; among strangers the
/// last one: more of them than can be checked are an attack, in whose queue a person would wait until he has gone.
/// </summary>
internal sealed record WaitingTry(string Address, int Rank, long Arrival) : IComparable<WaitingTry>
{
    /// <summary>Whether it is called to be checked, or turned away.</summary>
    public TaskCompletionSource<bool> Called { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private long Order => Rank == 0 ? Arrival : -Arrival;

    public bool IsGuess => Rank >= TriesByAddress.Guessing;

    public int CompareTo(WaitingTry? other) => other is null ? 1 : (Rank, Order).CompareTo((other.Rank, other.Order));
}
