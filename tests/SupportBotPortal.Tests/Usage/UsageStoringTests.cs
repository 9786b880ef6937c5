using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Usage.History;
using SupportBotPortal.Core.Usage.Reading;
using SupportBotPortal.Core.Usage.Recording;
using SupportBotPortal.Tests.Bots;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Usage;

/// <summary>What is counted in memory reaches the file once, whatever happens to the portal, its disk or its clock.</summary>
public sealed class UsageStoringTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("supportbot-usage-").FullName;

    [Fact]
    public async Task What_was_counted_is_written_at_the_end_and_what_comes_after_a_restart_is_added()
    {
        var token = await RunAsync(requests: 3);

        await using var bench = await BotBench.StartAsync(folder);
        using var bot = bench.Bot(token);
        await bench.ChangeAsync("good", p => p.IsActive = false);
        await bot.HelloAsync();

        var total = (await bench.UsageAsync()).Total;
        total.Counts.ShouldBe(new Dictionary<UsageOutcome, long> { [UsageOutcome.Answered] = 3, [UsageOutcome.NoModelAvailable] = 1 }, ignoreOrder: true);
        (await bench.FlushAsync()).ShouldBeTrue();
        (await bench.UsageAsync()).Total.Counts.ShouldBe(total.Counts, ignoreOrder: true);
        (await bench.UsageAsync(range: UsageRange.Quarter)).Total.Counts.ShouldBe(total.Counts, ignoreOrder: true);
        (await bench.UsageAsync()).Total.InputTokens.ShouldBe(total.InputTokens);
    }

    [Fact]
    public async Task Every_five_seconds_it_is_written_and_sums_are_added_to_those_that_are_there()
    {
        await using var bench = await StartAsync();
        using var bot = await bench.BotAsync();
        for (var round = 1; round <= 2; round++)
        {
            await bot.HelloAsync(stream: true);
            while (await StoredAsync(bench) < round)
            {
                bench.Clock.Advance(UsageFlush.Interval);
                await Task.Yield();
            }
        }

        var total = (await bench.UsageAsync()).Total;
        (total.Answered, total.FirstByteMedian, total.DurationMedian).ShouldBe((2, 1, 1));
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(bench.UsageFile()).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task What_cannot_be_written_is_kept_shown_and_written_later_once()
    {
        await using var bench = await StartAsync();
        using var bot = await bench.BotAsync();
        // Hours can be written, their days cannot: neither may stay.
        await OutsideAccess.ChangeAsync(bench.UsageFile(), "ALTER TABLE Days RENAME TO Gone");
        await bot.HelloAsync();

        (await bench.FlushAsync()).ShouldBeFalse();
        await bot.HelloAsync();
        (await bench.FlushAsync()).ShouldBeFalse();

        (await bench.UsageAsync()).Total.Answered.ShouldBe(2);
        (await StoredAsync(bench)).ShouldBe(0);
        bench.Portal.Log.Lines.Count(l => l.StartsWith("Error ", StringComparison.Ordinal) && l.Contains("What bots use could not be written")).ShouldBe(1);
        await OutsideAccess.ChangeAsync(bench.UsageFile(), "ALTER TABLE Gone RENAME TO Days");
        (await bench.FlushAsync()).ShouldBeTrue();
        (await StoredAsync(bench)).ShouldBe(2);
        (await bench.UsageAsync()).Total.Answered.ShouldBe(2);
        bench.Portal.Log.Lines.ShouldContain(l => l.Contains("What bots use can be written again; nothing of it was lost"));
    }

    [Fact]
    public async Task A_batch_that_is_written_twice_counts_once_and_is_not_shown_twice_meanwhile()
    {
        await using var bench = await StartAsync();
        using var bot = await bench.BotAsync();
        await bot.HelloAsync();
        var (recorder, writer) = (bench.Portal.Services.GetRequiredService<UsageRecorder>(), bench.Portal.Services.GetRequiredService<UsageWriter>());

        // Its commit arrived, and nobody was told of it.
        await writer.WriteAsync(recorder.Close()!, BotBench.Token);
        (await bench.UsageAsync()).Total.Answered.ShouldBe(1);
        (await bench.FlushAsync()).ShouldBeTrue();

        (await StoredAsync(bench)).ShouldBe(1);
        (await bench.UsageAsync()).Total.Answered.ShouldBe(1);
    }

    [Fact]
    public async Task A_request_counts_for_the_hour_and_the_day_of_utc_in_which_it_ended()
    {
        await using var bench = await StartAsync();
        using var bot = await bench.BotAsync();
        bench.Clock.SetUtcNow(new(2026, 11, 26, 23, 59, 59, TimeSpan.Zero));
        await bot.HelloAsync();
        bench.Clock.SetUtcNow(new(2026, 11, 27, 0, 0, 0, TimeSpan.Zero));
        await bot.HelloAsync();
        await bot.HelloAsync();

        foreach (var isStored in (bool[])[false, true])
        {
            if (isStored) await bench.FlushAsync();
            (await bench.UsageAsync(range: UsageRange.Today)).Total.Answered.ShouldBe(2);
            var day = await bench.UsageAsync(range: UsageRange.Day);
            day.Slots.Where(s => s.Figures.Answered > 0).Select(s => (s.Start, s.Figures.Answered)).ShouldBe([(new DateTime(2026, 11, 26, 23, 0, 0), 1L), (new DateTime(2026, 11, 27, 0, 0, 0), 2L)]);
            var month = await bench.UsageAsync(range: UsageRange.Month);
            month.Slots.Where(s => s.Figures.Answered > 0).Select(s => (s.Start, s.Figures.Answered)).ShouldBe([(new DateTime(2026, 11, 26), 1L), (new DateTime(2026, 11, 27), 2L)]);
        }
    }

    [Fact]
    public async Task What_is_older_than_it_is_to_be_kept_is_forgotten_and_nothing_else()
    {
        await using var bench = await StartAsync(("Usage:KeepDays", "90"));
        using var bot = await bench.BotAsync();
        await bot.HelloAsync();
        await bench.FlushAsync();
        bench.Clock.SetUtcNow(bench.Clock.GetUtcNow().AddDays(90));
        var retention = bench.Portal.Services.GetRequiredService<UsageRetention>();

        await retention.RunAsync(BotBench.Token);
        (await StoredAsync(bench)).ShouldBe(1);
        bench.Clock.SetUtcNow(bench.Clock.GetUtcNow().AddDays(1));
        await retention.RunAsync(BotBench.Token);

        (await StoredAsync(bench)).ShouldBe(0);
        (await bench.Portal.Services.GetRequiredService<BotUses>().TodayAsync(BotBench.Token)).ShouldNotBeNull().Values.ShouldHaveSingleItem().LastUsedAt.ShouldBe(new DateTime(2026, 11, 26, 9, 0, 0));
    }

    [Theory]
    [InlineData("89")]
    [InlineData("4001")]
    public async Task A_time_to_keep_that_cannot_be_is_refused_at_the_start(string days)
    {
        await using var portal = new PortalFactory { Settings = { ["Usage:KeepDays"] = days } };

        Should.Throw<OptionsValidationException>(() => portal.Services).Message.ShouldBe($"Usage:KeepDays is {days}. Usage can be kept for 90 to 4,000 days: the page looks 90 days back.");
    }

    [Fact]
    public async Task A_damaged_file_is_put_aside_and_bots_are_answered()
    {
        var token = await RunAsync(requests: 1);
        SqliteConnection.ClearAllPools();
        await File.WriteAllTextAsync(Path.Combine(folder, "usage.db"), new string('?', 5000), BotBench.Token);

        await using var bench = await BotBench.StartAsync(folder);
        using var bot = bench.Bot(token);
        await bench.ChangeAsync("good", p => p.IsActive = false);
        await bot.HelloAsync();

        (await bench.OutcomesAsync()).ShouldBe(new Dictionary<UsageOutcome, long> { [UsageOutcome.NoModelAvailable] = 1 });
        Directory.GetFiles(folder, "usage-damaged-*.db").ShouldHaveSingleItem();
        bench.Portal.Log.Lines.ShouldContain(l => l.Contains("What bots used is damaged. It was put aside as"));
    }

    [Fact]
    public async Task While_nothing_can_be_written_for_long_the_memory_does_not_grow_without_end()
    {
        await using var bench = await StartAsync();
        var recorder = bench.Portal.Services.GetRequiredService<UsageRecorder>();
        var token = Guid.NewGuid();

        for (var n = 0; n < UsageRecorder.MostSums + 10; n++) recorder.Add(new(token, UsageOutcome.Answered) { ProviderId = token, Slug = "many", ModelId = $"model-{n}" });
        recorder.Add(new(token, UsageOutcome.Answered) { ProviderId = token, Slug = "many", ModelId = "model-0" });

        recorder.Pending().Sum(b => b.Rows.Count).ShouldBe(UsageRecorder.MostSums);
        recorder.Pending().Sum(b => b.Rows.Sum(r => r.Sums.Count)).ShouldBe(UsageRecorder.MostSums + 1);
        recorder.Close();
        bench.Portal.Log.Lines.ShouldContain(l => l.Contains("10 entries of what bots used are not counted"));
    }

    [Fact]
    public async Task What_many_threads_count_at_once_is_all_there()
    {
        await using var bench = await StartAsync();
        var recorder = bench.Portal.Services.GetRequiredService<UsageRecorder>();
        var token = Guid.NewGuid();
        var counting = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var n = 0; n < 5_000; n++) recorder.Add(new(token, UsageOutcome.Answered) { ProviderId = token, Slug = "many", ModelId = "one", HasBegun = true, InputTokens = 2, OutputTokens = 3 });
        })));
        while (!counting.IsCompleted) await bench.FlushAsync();
        await counting;
        await bench.FlushAsync();

        var total = (await bench.UsageAsync()).Total;
        (total.Answered, total.InputTokens, total.OutputTokens).ShouldBe((20_000, 40_000, 60_000));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await PortalFactory.DeleteAsync(folder);

    private async Task<BotBench> StartAsync(params (string, string)[] settings)
    {
        var bench = await BotBench.StartAsync(folder, settings);
        await bench.AddAsync("Good", "custom", ["fake-large"]);
        await bench.ChooseAsync("good/fake-large");
        return bench;
    }

    /// <summary>A portal that answers and ends.</summary>
    private async Task<string> RunAsync(int requests)
    {
        await using var bench = await StartAsync();
        var token = await bench.MakeTokenAsync();
        using var bot = bench.Bot(token.Token);
        for (var n = 0; n < requests; n++) await bot.HelloAsync();
        return token.Token;
    }

    /// <summary>How many answers are in the file.</summary>
    private static async Task<long> StoredAsync(BotBench bench)
    {
        await using var connection = new SqliteConnection($"Data Source={bench.UsageFile()};Pooling=False");
        await connection.OpenAsync(BotBench.Token);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(sum(Count), 0) FROM Hours";
        return (long)(await command.ExecuteScalarAsync(BotBench.Token))!;
    }
}
