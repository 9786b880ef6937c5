namespace SupportBotPortal.Core.Health.Sweep;

/// <summary>Runs work side by side: some at once, and few of one kind.</summary>
/// <param name="atOnce">How much runs at the same time.</param>
/// <param name="atOnceOfOneKind">How much of that may be of one kind.</param>
internal sealed class Lanes(int atOnce, int atOnceOfOneKind)
{
    private readonly Lock gate = new();
    private readonly LinkedList<(string Kind, Func<Task> Work)> waiting = new();
    private readonly Dictionary<string, int> running = [];
    private int total;
    private TaskCompletionSource? ended;

    /// <summary>How much more may be added before it waits longer than for one that runs now.</summary>
    public int Room
    {
        get { lock (gate) return Math.Max(0, (2 * atOnce) - total - waiting.Count); }
    }

    /// <summary>How much is under way or waits.</summary>
    public int Count
    {
        get { lock (gate) return total + waiting.Count; }
    }

    /// <param name="work">Does not throw.</param>
    public void Add(string kind, Func<Task> work)
    {
        lock (gate) waiting.AddLast((kind, work));
        StartWhatMay();
    }

    /// <summary>Waits until there is at least as much room.</summary>
    public async Task RoomAsync(int wanted, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if ((2 * atOnce) - total - waiting.Count >= wanted) return;
                next = (ended ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    private void StartWhatMay()
    {
        while (true)
        {
            (string Kind, Func<Task> Work) one;
            lock (gate)
            {
                if (total >= atOnce || Next() is not { } node) return;
                waiting.Remove(node);
                one = node.Value;
                total++;
                running[one.Kind] = running.GetValueOrDefault(one.Kind) + 1;
            }

            _ = RunAsync(one);
        }
    }

    /// <summary>The first that waits whose kind has room.</summary>
    private LinkedListNode<(string Kind, Func<Task> Work)>? Next()
    {
        for (var node = waiting.First; node is not null; node = node.Next)
            if (running.GetValueOrDefault(node.Value.Kind) < atOnceOfOneKind) return node;
        return null;
    }

    private async Task RunAsync((string Kind, Func<Task> Work) one)
    {
        // Whoever adds goes on at once.
        await Task.Yield();
        try
        {
            await one.Work();
        }
        finally
        {
            TaskCompletionSource? waited;
            lock (gate)
            {
                total--;
                if (--running[one.Kind] == 0) running.Remove(one.Kind);
                (waited, ended) = (ended, null);
            }

            waited?.SetResult();
            StartWhatMay();
        }
    }
}
