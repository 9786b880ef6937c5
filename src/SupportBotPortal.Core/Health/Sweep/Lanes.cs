namespace SupportBotPortal.Core.Health.Sweep;

/// <summary>Runs work side by side: some at once, and few of one kind. A kind that takes long keeps nobody else waiting.</summary>
/// <param name="atOnce">How much runs at the same time.</param>
/// <param name="atOnceOfOneKind">How much of that may be of one kind.</param>
internal sealed class Lanes(int atOnce, int atOnceOfOneKind)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Lane> lanes = [];

    /// <summary>Those where something waits that may run, each once, in turn.</summary>
    private readonly Queue<Lane> ready = new();

    private int total;

    /// <summary>What waits for nothing but its turn; what its own kind holds up is not counted.</summary>
    private int startable;

    private TaskCompletionSource? ended;

    /// <summary>How much more may be added before it waits longer than for one that runs now.</summary>
    public int Room
    {
        get { lock (gate) return Math.Max(0, (2 * atOnce) - total - startable); }
    }

    /// <param name="work">Does not throw.</param>
    public void Add(string kind, Func<Task> work)
    {
        lock (gate)
        {
            if (!lanes.TryGetValue(kind, out var lane)) lanes[kind] = lane = new(kind);
            Change(lane, () => lane.Waiting.Enqueue(work));
        }

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
                if ((2 * atOnce) - total - startable >= wanted) return;
                next = (ended ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    private void StartWhatMay()
    {
        while (true)
        {
            Lane lane;
            Func<Task>? work = null;
            lock (gate)
            {
                if (total >= atOnce || !ready.TryDequeue(out lane!)) return;
                lane.IsReady = false;
                total++;
                Change(lane, () =>
                {
                    lane.Running++;
                    work = lane.Waiting.Dequeue();
                });
            }

            _ = RunAsync(lane, work!);
        }
    }

    private async Task RunAsync(Lane lane, Func<Task> work)
    {
        // Whoever adds goes on at once.
        await Task.Yield();
        try
        {
            await work();
        }
        finally
        {
            TaskCompletionSource? waited;
            lock (gate)
            {
                total--;
                Change(lane, () => lane.Running--);
                if (lane is { Running: 0, Waiting.Count: 0 }) lanes.Remove(lane.Kind);
                (waited, ended) = (ended, null);
            }

            waited?.SetResult();
            StartWhatMay();
        }
    }

    private void Change(Lane lane, Action change)
    {
        startable -= Startable(lane);
        change();
        startable += Startable(lane);
        if (lane.IsReady || Startable(lane) == 0) return;
        lane.IsReady = true;
        ready.Enqueue(lane);
    }

    private int Startable(Lane lane) => Math.Min(lane.Waiting.Count, atOnceOfOneKind - lane.Running);

    private sealed class Lane(string kind)
    {
        public string Kind => kind;

        public Queue<Func<Task>> Waiting { get; } = new();

        public int Running { get; set; }

        public bool IsReady { get; set; }
    }
}
