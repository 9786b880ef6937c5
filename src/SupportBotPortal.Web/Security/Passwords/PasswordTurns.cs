using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SupportBotPortal.Web.Security.Passwords;

/// <summary>
/// Whose password is checked next. A check is slow on purpose, and without an order sixteen wrong ones a second would have every
/// processor: half of them check at most, first for addresses from which somebody has signed in, last for those that guess.
/// </summary>
/// <remarks>Taken before <see cref="AccountGate"/>: whoever waits here must not keep others from the account that he guesses at.</remarks>
public sealed class PasswordTurns : IDisposable
{
    internal const int MostWaiting = 64;

    /// <summary>Those who guess check one at a time, and rest three times as long as that took: a quarter of one processor is theirs.</summary>
    private const int RestPerCheck = 3;

    internal static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenWarnings = TimeSpan.FromMinutes(1);

    private static readonly Action<ILogger, int, Exception?> TurnedAway = LoggerMessage.Define<int>(LogLevel.Warning, new(1, nameof(TurnedAway)), "Passwords are tried faster than they can be checked. {Waiting} wait; what comes beyond is turned away, first from those who guess.");

    private readonly Lock sync = new();
    private readonly SortedSet<WaitingTry> waiting = [];
    private readonly TriesByAddress tries;
    private readonly TimeProvider time;
    private readonly ITimer rested;
    private readonly ILogger<PasswordTurns> logger;
    private int free;
    private long arrivals;
    private bool isGuessChecked;
    private (long Since, TimeSpan For) rest;
    private long? warned;

    public PasswordTurns(TimeProvider time, ILogger<PasswordTurns> logger)
        : this(time, logger, Math.Max(1, Environment.ProcessorCount / 2))
    {
    }

    internal PasswordTurns(TimeProvider time, ILogger<PasswordTurns> logger, int atOnce)
    {
        ArgumentNullException.ThrowIfNull(time);
        (this.time, this.logger, free) = (time, logger, atOnce);
        tries = new(time);
        rested = time.CreateTimer(_ => { lock (sync) CallNext(); }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal int Waiting
    {
        get
        {
            lock (sync) return waiting.Count;
        }
    }

    /// <summary>
    /// Counts as a wrong try of this address until <see cref="PasswordTurn.Accept"/>. What held before may not hold after it: whoever asks
    /// looks at session, account and permissions anew.
    /// </summary>
    /// <returns>To be disposed once the password is checked; <see langword="null"/> if too many wait, or one has waited too long.</returns>
    public async Task<PasswordTurn?> TakeAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var address = RequestLimits.AddressOf(context);
        WaitingTry own;
        Task<bool> called;
        lock (sync)
        {
            own = new(address, tries.Count(address), ++arrivals);
            // The half minute begins before anybody can see that it is waited.
            called = own.Called.Task.WaitAsync(LongestWait, time, CancellationToken.None);
            waiting.Add(own);
            CallNext();
            if (waiting.Count > MostWaiting) TurnAway(waiting.Max!);
        }

        await using var left = cancellationToken.UnsafeRegister(_ => Leave(own, cancellationToken), null);
        return await IsCalledAsync(own, called) ? new PasswordTurn(this, own, time.GetTimestamp()) : null;
    }

    /// <summary>Somebody has signed in there, in whichever way, with all that was asked for.</summary>
    public void Know(HttpContext context)
    {
        lock (sync) tries.Know(RequestLimits.AddressOf(context));
    }

    public void Dispose() => rested.Dispose();

    internal void End(WaitingTry one, long began, bool isAccepted)
    {
        lock (sync)
        {
            free++;
            if (isAccepted) tries.TakeBack(one.Address);
            if (one.IsGuess)
            {
                isGuessChecked = false;
                var duration = time.GetElapsedTime(began) * RestPerCheck;
                rest = (time.GetTimestamp(), duration < LongestRest ? duration : LongestRest);
            }

            CallNext();
        }
    }

    private async Task<bool> IsCalledAsync(WaitingTry own, Task<bool> called)
    {
        try
        {
            return await called;
        }
        catch (TimeoutException)
        {
            lock (sync)
            {
                if (Withdraw(own)) return false;
            }

            // Called, or turned away, at this very moment.
            return await own.Called.Task;
        }
    }

    /// <summary>It was not checked, so it does not count.</summary>
    private bool Withdraw(WaitingTry one)
    {
        if (!waiting.Remove(one)) return false;
        tries.TakeBack(one.Address);
        return true;
    }

    private void CallNext()
    {
        while (free > 0 && waiting.Min is { } next)
        {
            // Those who guess are the last in the order: whoever comes after one guesses, too.
            if (next.IsGuess && !MayGuess()) return;
            waiting.Remove(next);
            free--;
            isGuessChecked |= next.IsGuess;
            next.Called.TrySetResult(true);
        }
    }

    private bool MayGuess()
    {
        if (isGuessChecked) return false;
        var left = rest.For - time.GetElapsedTime(rest.Since);
        if (left <= TimeSpan.Zero) return true;
        rested.Change(left, Timeout.InfiniteTimeSpan);
        return false;
    }

    private void TurnAway(WaitingTry last)
    {
        Withdraw(last);
        last.Called.TrySetResult(false);
        if (warned is { } at && time.GetElapsedTime(at) < BetweenWarnings) return;
        warned = time.GetTimestamp();
        TurnedAway(logger, MostWaiting, null);
    }

    private void Leave(WaitingTry one, CancellationToken cancellationToken)
    {
        lock (sync) Withdraw(one);
        one.Called.TrySetCanceled(cancellationToken);
    }
}
