namespace SupportBotPortal.Web.Security.Passwords;

/// <summary>How many passwords an address has tried in vain, and whether somebody has signed in from there. Forgotten when the portal ends.</summary>
internal sealed class TriesByAddress(TimeProvider time)
{
    /// <summary>From this rank on an address guesses: as many wrong tries as lock an account.</summary>
    public const int Guessing = 6;

    private const int Most = 20_000;
    private static readonly TimeSpan CountedFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan KnownFor = TimeSpan.FromDays(30);

    private readonly Dictionary<string, Tries> addresses = [];

    /// <summary>Counts one more try.</summary>
    /// <returns>0 of an address that is known and does not guess, else 1 and what was tried there before.</returns>
    public int Count(string address)
    {
        var now = time.GetTimestamp();
        var tries = Of(address, now);
        if (tries.Wrong == 0 || time.GetElapsedTime(tries.Since, now) > CountedFor) (tries.Wrong, tries.Since) = (0, now);
        var rank = 1 + tries.Wrong++;
        return rank < Guessing && IsKnown(tries, now) ? 0 : rank;
    }

    /// <summary>One of them was right, or was never checked.</summary>
    public void TakeBack(string address)
    {
        if (addresses.TryGetValue(address, out var tries)) tries.Wrong = Math.Max(0, tries.Wrong - 1);
    }

    /// <summary>Somebody has signed in there.</summary>
    public void Know(string address)
    {
        var now = time.GetTimestamp();
        Of(address, now).SignedIn = now;
    }

    private Tries Of(string address, long now)
    {
        if (addresses.TryGetValue(address, out var tries)) return tries;
        if (addresses.Count >= Most) MakeRoom(now);
        return addresses[address] = new();
    }

    /// <summary>An attacker has as many addresses as he likes: with more of them he must not make those forgotten that guess, or that are known.</summary>
    private void MakeRoom(long now)
    {
        Forget(tries => !IsKnown(tries, now) && time.GetElapsedTime(tries.Since, now) > CountedFor);
        if (addresses.Count >= Most) Forget(tries => !IsKnown(tries, now) && tries.Wrong < Guessing - 1);
        if (addresses.Count >= Most) addresses.Clear();
    }

    private void Forget(Predicate<Tries> which)
    {
        foreach (var (address, tries) in addresses)
            if (which(tries)) addresses.Remove(address);
    }

    private bool IsKnown(Tries tries, long now) => tries.SignedIn is { } at && time.GetElapsedTime(at, now) < KnownFor;

    private sealed class Tries
    {
        public int Wrong { get; set; }

        /// <summary>When the first of them came.</summary>
        public long Since { get; set; }

        public long? SignedIn { get; set; }
    }
}
