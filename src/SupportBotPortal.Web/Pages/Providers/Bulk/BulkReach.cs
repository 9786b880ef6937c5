using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Web.Live;

namespace SupportBotPortal.Web.Pages.Providers.Bulk;

/// <summary>For which labels the person who started a run may still do it; the run is stopped if it is for none.</summary>
internal sealed class BulkReach(StandingAccess access, AccessHolder holder, string permission, TimeProvider time, ILogger logger, CancellationTokenSource stop)
{
    /// <summary>How soon a run stops whose session has ended, or whose person may not do it any more.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(3);

    private static readonly Action<ILogger, Exception?> LogFailure = LoggerMessage.Define(LogLevel.Error, default, "Whether somebody may go on with an act on many providers could not be looked up, so it was stopped.");

    private volatile int latest;

    /// <summary>As it was when it was last asked.</summary>
    public Environments Latest => (Environments)latest;

    /// <summary>It could not be asked, and nothing goes on unasked.</summary>
    public bool HasFailed { get; private set; }

    public async Task<Environments> LookAsync()
    {
        var where = await access.WhereAsync(holder, permission);
        if (where == Environments.None) await stop.CancelAsync();
        latest = (int)where;
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
        catch (Exception exception)
        {
            LogFailure(logger, exception);
            HasFailed = true;
            await stop.CancelAsync();
        }
    }
}
