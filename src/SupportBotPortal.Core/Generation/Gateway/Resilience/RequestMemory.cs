namespace SupportBotPortal.Core.Generation.Gateway.Resilience;

/// <summary>How many bytes of requests are there at the same time: a few thousand small ones, or a dozen with images.</summary>
internal sealed class RequestMemory(long most)
{
    private long taken;

    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref taken, bytes) <= most) return true;
        Interlocked.Add(ref taken, -bytes);
        return false;
    }

    public void GiveBack(long bytes) => Interlocked.Add(ref taken, -bytes);
}
