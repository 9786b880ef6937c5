using Microsoft.Extensions.Logging.Abstractions;
using SupportBotPortal.Web.Live;

namespace SupportBotPortal.Tests.Live;

public sealed class LiveRunsTests : IDisposable
{
    private readonly LiveRuns runs = new(TimeProvider.System, NullLogger<LiveRuns>.Instance);
    private readonly TaskCompletionSource gate = new();

    [Fact]
    public void A_person_with_many_sessions_is_still_one_person()
    {
        var started = Enumerable.Range(0, 30).Count(session => runs.Start(new($"session {session}", "rosa"), (_, _) => gate.Task) is not null);

        started.ShouldBe(12);
        runs.Start(new("another", "luis"), (_, _) => gate.Task).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_person_starts_at_most_sixty_in_a_minute_however_short_they_are()
    {
        var started = 0;
        for (var attempt = 0; attempt < 90; attempt++)
        {
            if (runs.Start(new("s", "rosa"), (_, _) => Task.CompletedTask) is not { } run) continue;
            started++;
            await run.Completion;
        }

        started.ShouldBe(60);
    }

    [Fact]
    public void A_run_is_followed_from_a_few_places_at_once_and_a_place_that_was_left_is_free_again()
    {
        var run = runs.Start(new("s", "rosa"), (_, _) => gate.Task)!;
        var places = Enumerable.Range(0, 4).Select(_ => run.TryFollow()).ToList();
        places.ShouldAllBe(place => place != null);
        run.TryFollow().ShouldBeNull();

        places[0]!.Dispose();
        places[0]!.Dispose();

        run.TryFollow().ShouldNotBeNull();
        run.TryFollow().ShouldBeNull();
    }

    [Fact]
    public void All_together_are_bounded() =>
        Enumerable.Range(0, 200).Count(person => runs.Start(new("s", $"person {person}"), (_, _) => gate.Task) is not null).ShouldBe(128);

    public void Dispose()
    {
        gate.TrySetResult();
        runs.Dispose();
    }
}
