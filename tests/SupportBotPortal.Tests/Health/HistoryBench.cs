using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.States;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Health;

/// <summary>A history in a real file, made by the migrations.</summary>
internal sealed class HistoryBench : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("supportbot-history-").FullName;
    private readonly PooledDbContextFactory<HealthDbContext> contexts;

    public HistoryBench()
    {
        contexts = new(new DbContextOptionsBuilder<HealthDbContext>()
            .UseSqlite($"Data Source={Path.Combine(folder, "health.db")};Pooling=False", sqlite => sqlite.MigrationsAssembly(Core.Data.Storage.DataServices.SqliteMigrations))
            .Options);
        using var db = Open();
        db.Database.Migrate();
        Writer = new(contexts);
    }

    public HealthWriter Writer { get; }

    public static DateTime Begin { get; } = new(2026, 11, 25, 8, 0, 0, DateTimeKind.Utc);

    public IDbContextFactory<HealthDbContext> Contexts => contexts;

    public HealthDbContext Open() => contexts.CreateDbContext();

    /// <summary>A test of a provider, some minutes after the beginning; letters as in <see cref="HealthStandingTests"/>.</summary>
    public static FinishedCheck Check(Guid provider, char letter, int minute, HealthRules? rules = null) => new(
        provider,
        1,
        new ProviderTestRecord
        {
            At = Begin.AddMinutes(minute),
            Outcome = letter switch { 'P' or 'S' => ProviderTestOutcome.Passed, 'N' => ProviderTestOutcome.NotTestable, _ => ProviderTestOutcome.Failed },
            Cause = letter switch { 'F' => FailureCause.Connect, 'L' => FailureCause.RateLimit, 'Q' => FailureCause.Quota, _ => null },
            Message = $"said {letter}",
            Milliseconds = letter == 'S' ? 9_000 : 100,
            Proof = letter is 'P' or 'S' ? ProofLevel.KeyProven : ProofLevel.None,
            StartedBy = "rosa",
        },
        CheckKind.Scheduled,
        "1/2/-/30",
        rules ?? new(SlowMilliseconds: 5_000));

    /// <summary>One test after the other, five minutes apart, all in one batch.</summary>
    public async Task<IReadOnlyList<HealthTurn>> WriteAsync(Guid provider, string letters, int fromMinute = 0) =>
        (await Writer.WriteAsync([.. letters.Select((letter, index) => Check(provider, letter, fromMinute + (5 * index)))], TestContext.Current.CancellationToken)).Turns;

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
