using SupportBotPortal.Core.Health.Sweep;

namespace SupportBotPortal.Tests.Health;

public sealed class LanesTests
{
    private readonly Lock gate = new();
    private readonly List<string> began = [];
    private readonly TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_more_run_at_once_than_may_and_no_more_of_one_kind()
    {
        var lanes = new Lanes(atOnce: 6, atOnceOfOneKind: 2);
        var all = new List<Task>();
        foreach (var kind in (string[])["a", "b", "c", "d"]) for (var n = 0; n < 10; n++) all.Add(Work(lanes, kind));
        await BeganAsync(6);
        lock (gate) began.GroupBy(kind => kind).Select(g => g.Count()).ShouldAllBe(count => count <= 2);

        release.SetResult();
        await Task.WhenAll(all).WaitAsync(TimeSpan.FromSeconds(30), Token);

        began.Count.ShouldBe(40);
    }

    [Fact]
    public async Task A_kind_that_hangs_takes_neither_turns_nor_room_from_others()
    {
        var lanes = new Lanes(atOnce: 4, atOnceOfOneKind: 2);
        var hanging = Enumerable.Range(0, 500).Select(_ => Work(lanes, "hangs")).ToList();
        await BeganAsync(2);

        lanes.Room.ShouldBe(6, "500 that wait for their own kind hold up nobody");
        for (var n = 0; n < 50; n++)
        {
            var done = new TaskCompletionSource();
            lanes.Add("quick", () =>
            {
                done.SetResult();
                return Task.CompletedTask;
            });
            await done.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        }

        release.SetResult();
        await Task.WhenAll(hanging).WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    private Task Work(Lanes lanes, string kind)
    {
        var done = new TaskCompletionSource();
        lanes.Add(kind, async () =>
        {
            lock (gate) began.Add(kind);
            await release.Task;
            done.SetResult();
        });
        return done.Task;
    }

    private async Task BeganAsync(int count)
    {
        // What has been started without waiting for the release goes on by itself; nothing more comes after.
        for (var tries = 0; tries < 30_000; tries++)
        {
            lock (gate) if (began.Count >= count) break;
            await Task.Delay(1, Token);
        }

        lock (gate) began.Count.ShouldBe(count);
    }
}
