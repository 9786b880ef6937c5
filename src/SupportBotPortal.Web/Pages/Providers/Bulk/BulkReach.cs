using SupportBotPortal.Core.Data;
using SupportBotPortal.Web.Live;

namespace SupportBotPortal.Web.Pages.Providers.Bulk;

/// <summary>For which labels the person who started a run may still do it; the run is stopped if it is for none.</summary>
internal sealed class BulkReach(StandingAccess access, AccessHolder holder, string permission, TimeProvider time, CancellationTokenSource stop)
{
    /// <summary>How soon a run stops whose session has ended, or whose person may not do it any more.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(3);

    private volatile int latest;

    /// <summary>As it was when it was last asked.</summary>
    public Environments Latest => (Environments)latest;

    public async Task<Environments> LookAsync()
    {
        var where = await access.WhereAsync(holder, permission);
        latest = (int)where;
        if (where == Environments.None) await stop.CancelAsync();
        return where;
    }

    /// <summary>A run may take minutes, a test of one provider alone: whoever signs out, is locked out or disabled, or loses the right, does not finish it.</summary>
    public async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(LookAgain, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token)) await LookAsync();
        }
        catch (OperationCanceledException)
        {
            // It has ended by itself, or was stopped.
        }
    }
}
