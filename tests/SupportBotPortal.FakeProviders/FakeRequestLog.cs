namespace SupportBotPortal.FakeProviders;

/// <summary>What arrived, in its order; wakes those who wait for a request.</summary>
internal sealed class FakeRequestLog
{
    private readonly Lock gate = new();
    private readonly List<FakeRequest> requests = [];
    private readonly List<(int Count, TaskCompletionSource Done)> waiting = [];

    public IReadOnlyList<FakeRequest> Snapshot()
    {
        lock (gate)
            return [.. requests];
    }

    public void Add(FakeRequest request)
    {
        lock (gate)
        {
            requests.Add(request);
            foreach (var (_, done) in waiting.FindAll(w => w.Count <= requests.Count))
                done.TrySetResult();
            waiting.RemoveAll(w => w.Count <= requests.Count);
        }
    }

    public void Clear()
    {
        lock (gate)
            requests.Clear();
    }

    public Task WaitForAsync(int count)
    {
        lock (gate)
        {
            if (requests.Count >= count)
                return Task.CompletedTask;
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((count, done));
            return done.Task;
        }
    }
}
