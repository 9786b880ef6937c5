using System.Threading.RateLimiting;

namespace SupportBotPortal.Core.Generation.Gateway.Resilience;

/// <summary>A place among the requests that are answered at the same time, and of the memory that they may fill. Given back by disposing of it.</summary>
public sealed class BotPlace : IDisposable
{
    private readonly RequestMemory memory;
    private readonly RateLimitLease[] leases;
    private long held;

    internal BotPlace(RequestMemory memory, params RateLimitLease[] leases) => (this.memory, this.leases) = (memory, leases);

    /// <summary>Takes more of the memory, for what comes in.</summary>
    /// <returns>Whether there is that much.</returns>
    public bool TryHold(int bytes)
    {
        if (!memory.TryTake(bytes)) return false;
        held += bytes;
        return true;
    }

    public void Dispose()
    {
        memory.GiveBack(Interlocked.Exchange(ref held, 0));
        foreach (var lease in leases) lease.Dispose();
    }
}
