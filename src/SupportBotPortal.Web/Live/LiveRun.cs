using System.Runtime.CompilerServices;

namespace SupportBotPortal.Web.Live;

/// <summary>
/// A live call under way: runs once, in the background, and remembers what it had to show, so that a browser may look
/// at it while it runs, reconnect, or come too late.
/// </summary>
public sealed class LiveRun : IDisposable
{
    // A row, a page, and what a reload has not closed yet: each renders what the run shows anew.
    private const int MaximumFollowers = 4;

    private readonly Lock gate = new();
    // What was replaced before somebody saw it is null.
    private readonly List<LiveEvent?> events = [];
    private readonly CancellationTokenSource cancel = new();
    private TaskCompletionSource changed = NewSignal();
    private int followers;

    internal LiveRun(string id, RunOwner owner, string? subject)
    {
        Id = id;
        Owner = owner;
        Subject = subject;
    }

    public string Id { get; }

    public RunOwner Owner { get; }

    /// <summary>What it is about, so that a page that is loaded again finds it; <see langword="null"/> if no page will ask.</summary>
    public string? Subject { get; }

    public Task Completion { get; private set; } = Task.CompletedTask;

    public bool IsDone { get; private set; }

    internal void Start(Func<LiveRun, CancellationToken, Task> work) => Completion = Task.Run(async () =>
    {
        try
        {
            await work(this, cancel.Token);
        }
        finally
        {
            lock (gate) IsDone = true;
            Signal();
        }
    });

    public void Show(string name, string view, object model)
    {
        lock (gate) events.Add(new(name, view, model));
        Signal();
    }

    /// <summary>As <see cref="Show"/>, instead of what was shown under this name before: whoever comes late sees only the newest.</summary>
    public void ShowInstead(string name, string view, object model)
    {
        lock (gate)
        {
            var before = events.FindLastIndex(e => e?.Name == name);
            if (before >= 0) events[before] = null;
            events.Add(new(name, view, model));
        }

        Signal();
    }

    /// <summary>A place to follow it from; <see langword="null"/> if all are taken. Whoever has one disposes of it.</summary>
    public IDisposable? TryFollow()
    {
        if (Interlocked.Increment(ref followers) <= MaximumFollowers) return new Place(this);
        Interlocked.Decrement(ref followers);
        return null;
    }

    /// <summary>Waits until it has ended, however: what it had to show says how.</summary>
    public async Task EndedAsync(CancellationToken cancellationToken)
    {
        await Completion.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public void Cancel()
    {
        try
        {
            cancel.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended and was forgotten between being found and this.
        }
    }

    /// <summary>The newest event of a name, or <see langword="null"/>.</summary>
    public LiveEvent? Latest(string name)
    {
        lock (gate) return events.FindLast(e => e?.Name == name);
    }

    /// <summary>All events from the first, then each new one, until the run ends.</summary>
    public async IAsyncEnumerable<LiveEvent> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = 0;
        while (true)
        {
            Task wait;
            LiveEvent? current = null;
            bool done;
            lock (gate)
            {
                wait = changed.Task;
                done = IsDone;
                while (current is null && next < events.Count) current = events[next++];
            }

            if (current is not null) yield return current;
            else if (done) yield break;
            else await wait.WaitAsync(cancellationToken);
        }
    }

    public void Dispose() => cancel.Dispose();

    private void Signal()
    {
        TaskCompletionSource previous;
        lock (gate) (previous, changed) = (changed, NewSignal());
        previous.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Place(LiveRun run) : IDisposable
    {
        private int isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isLeft, 1) == 0) Interlocked.Decrement(ref run.followers);
        }
    }
}
