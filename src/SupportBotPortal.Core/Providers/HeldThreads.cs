namespace SupportBotPortal.Core.Providers;

/// <summary>
/// How many threads a plugin's code stands on at this moment. One that only ever awaits stands on as many as there are
/// processors; one that blocks takes a thread for each call, and those that never come back are gone for good.
/// </summary>
internal sealed class HeldThreads
{
    /// <summary>As many as requests of one bot are answered at the same time, unless the settings say otherwise.</summary>
    public const int Most = 100;

    private int count;

    public int Count => Volatile.Read(ref count);

    /// <summary>Runs its code on the current thread, unless it has too many already.</summary>
    /// <returns>Whether it ran; whatever it throws passes through.</returns>
    public bool TryRun<T>(Func<T> call, out T? result)
    {
        if (Interlocked.Increment(ref count) > Most)
        {
            Interlocked.Decrement(ref count);
            result = default;
            return false;
        }

        try
        {
            result = call();
            return true;
        }
        finally
        {
            Interlocked.Decrement(ref count);
        }
    }
}
