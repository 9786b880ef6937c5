using System.Globalization;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Egress;

/// <summary>
/// Bounds one call from sending to the last byte. <see cref="HttpClient.Timeout"/> does not: it ends with the headers.
/// </summary>
/// <remarks>
/// A streamed answer waits hundreds of times. So waiting only notes since when; the one timer looks, when it is due, whether anything has been waited for
/// that long, and otherwise when it would be.
/// </remarks>
internal sealed class CallDeadline : IDisposable
{
    private readonly EgressProfile profile;
    private readonly Uri url;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly CancellationTokenSource ending = new();
    private readonly ITimer timer;
    private readonly long began;
    private long waitingSince;
    private TimeSpan limit;
    private TimeSpan dueAt = TimeSpan.MaxValue;
    private bool isWaiting;
    private bool isDisposed;
    private Ending ended;

    public CallDeadline(EgressProfile profile, Uri url, TimeProvider time)
    {
        (this.profile, this.url, this.time) = (profile, url, time);
        began = time.GetTimestamp();
        timer = time.CreateTimer(static state => ((CallDeadline)state!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private enum Ending
    {
        None,

        /// <summary>As a whole.</summary>
        Total,

        /// <summary>Nothing came for too long.</summary>
        Step,
    }

    public async Task<HttpResponseMessage> HeadersAsync(HttpMessageInvoker connections, HttpRequestMessage request, CancellationToken caller)
    {
        using var leaving = caller.UnsafeRegister(static state => ((CallDeadline)state!).Cancel(), this);
        Begin(profile.FirstByte);
        try
        {
            return await connections.SendAsync(request, ending.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or HttpRequestException)
        {
            throw Explain(e, hasBegun: false, caller);
        }
        finally
        {
            Finish();
        }
    }

    public async ValueTask<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken caller)
    {
        caller.ThrowIfCancellationRequested();
        try
        {
            var reading = body.ReadAsync(buffer, ending.Token);
            // Much has come already when it is asked for.
            if (reading.IsCompleted) return await reading;
            using var leaving = caller.UnsafeRegister(static state => ((CallDeadline)state!).Cancel(), this);
            Begin(profile.Idle);
            try
            {
                return await reading;
            }
            finally
            {
                Finish();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or HttpRequestException)
        {
            throw Explain(e, hasBegun: true, caller);
        }
    }

    public void Dispose()
    {
        lock (gate) isDisposed = true;
        timer.Dispose();
        ending.Dispose();
    }

    private void Begin(TimeSpan within)
    {
        var now = time.GetTimestamp();
        lock (gate)
        {
            (waitingSince, limit, isWaiting) = (now, within, true);
            Arm(now);
        }
    }

    private void Finish()
    {
        lock (gate) isWaiting = false;
    }

    /// <summary>Sets the timer, unless it is due sooner anyway.</summary>
    private void Arm(long now)
    {
        if (isDisposed) return;
        var elapsed = time.GetElapsedTime(began, now);
        var due = profile.Total ?? TimeSpan.MaxValue;
        if (isWaiting && time.GetElapsedTime(began, waitingSince) + limit is var step && step < due) due = step;
        if (due >= dueAt) return;
        dueAt = due;
        timer.Change(due > elapsed ? due - elapsed : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void Look()
    {
        lock (gate)
        {
            if (isDisposed || ended != Ending.None) return;
            var now = time.GetTimestamp();
            dueAt = TimeSpan.MaxValue;
            if (time.GetElapsedTime(began, now) >= profile.Total) ended = Ending.Total;
            else if (isWaiting && time.GetElapsedTime(waitingSince, now) >= limit) ended = Ending.Step;
            else Arm(now);
            if (ended == Ending.None) return;
        }

        Cancel();
    }

    /// <summary>Outside of the lock: whoever waits goes on from within.</summary>
    private void Cancel()
    {
        try
        {
            ending.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended at this very moment.
        }
    }

    private Exception Explain(Exception broken, bool hasBegun, CancellationToken caller)
    {
        if (caller.IsCancellationRequested) return new OperationCanceledException(caller);
        return ended switch
        {
            Ending.Total => new EgressException(FailureCause.Timeout, $"{Named.Host(url)} did not finish its answer within {Text(profile.Total!.Value)}.", broken),
            Ending.Step when hasBegun => new EgressException(FailureCause.Timeout, $"{Named.Host(url)} stopped in the middle of its answer: nothing came for {Text(profile.Idle)}.", broken),
            Ending.Step => new EgressException(FailureCause.Timeout, $"{Named.Host(url)} did not begin to answer within {Text(profile.FirstByte)}.", broken),
            _ => TransportFailure.From(broken, url),
        };
    }

    private static string Text(TimeSpan limit) => string.Create(CultureInfo.InvariantCulture, $"{limit.TotalSeconds:0.##} seconds");
}
