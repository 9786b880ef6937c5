using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Usage.History;
using SupportBotPortal.Core.Usage.Reading;
using SupportBotPortal.Core.Usage.Recording;
using SupportBotPortal.Tests.Bots;

namespace SupportBotPortal.Tests.Usage;

/// <summary>What somebody does who looks at usage.</summary>
internal static class UsageActs
{
    public static string UsageFile(this BotBench bench) => Path.Combine(bench.Portal.DataDirectory, UsageStorage.Database.FileName);

    public static Task<bool> FlushAsync(this BotBench bench) => bench.Portal.Services.GetRequiredService<UsageFlush>().RunAsync(BotBench.Token);

    public static Task<UsageReport> UsageAsync(this BotBench bench, UsageGrouping grouping = UsageGrouping.Model, UsageFilter? filter = null, UsageRange range = UsageRange.Day) =>
        bench.Portal.Services.GetRequiredService<UsageReader>().ReadAsync(new(range, bench.Clock.GetUtcNow().UtcDateTime), filter ?? UsageFilter.All, grouping, BotBench.Token);

    /// <summary>How often each outcome came.</summary>
    public static async Task<IReadOnlyDictionary<UsageOutcome, long>> OutcomesAsync(this BotBench bench) => (await bench.UsageAsync()).Total.Counts;

    /// <summary>Waits until it was counted: what a bot that goes away leaves behind ends after it.</summary>
    public static async Task<UsageReport> CountedAsync(this BotBench bench, UsageOutcome outcome)
    {
        while (true)
        {
            BotBench.Token.ThrowIfCancellationRequested();
            var report = await bench.UsageAsync();
            if (report.Total.Counts.ContainsKey(outcome)) return report;
            await Task.Yield();
        }
    }
}
