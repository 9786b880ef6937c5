using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using SupportBotPortal.Core.Health.History;
using SupportBotPortal.Core.Health.Reading;

namespace SupportBotPortal.Tests.Health;

/// <summary>
/// How the database finds what pages ask for. A year of tests has ten million rows: a page that goes through them is a page that
/// nobody waits for, and no test with a few rows would notice.
/// </summary>
public sealed class HistoryPlanTests : IDisposable
{
    private static readonly DateTime Now = HistoryBench.Begin.AddDays(1);

    private readonly HistoryBench bench = new();
    private readonly Plans plans = new();
    private readonly Guid provider = Guid.NewGuid();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HistoryRange.Day)]
    [InlineData(HistoryRange.Quarter)]
    public async Task The_figures_of_a_provider_come_from_sums_and_never_from_single_tests(HistoryRange range)
    {
        await bench.WriteAsync(provider, "PFFFPP");

        (await new HealthHistory(Contexts()).ReadAsync(provider, new(range, Now), Token)).ShouldNotBeNull();

        plans.Commands.ShouldNotBeEmpty();
        plans.Commands.ShouldAllBe(command => !command.Contains("\"Checks\""));
        plans.Steps.ShouldAllBe(step => step.StartsWith("SEARCH "));
    }

    [Fact]
    public async Task Single_tests_are_found_by_an_index_that_holds_their_order()
    {
        await bench.WriteAsync(provider, "PFFFPP");
        var pages = new CheckPages(Contexts());
        var subject = (await new HealthHistory(bench.Contexts).SubjectAsync(provider, Token))!.Id;

        await pages.LatestAsync(subject, null, null, null, Token);
        await pages.LatestAsync(subject, null, null, new(Now, 5), Token);
        await pages.LatestAsync(subject, HistoryBench.Begin, Now, new(Now, 5), Token);
        await pages.LatestRefusedAsync(subject, null, Token);
        (await pages.LatestRefusedAsync(subject, new(Now, 5), Token)).Items.Count.ShouldBe(3);
        (await pages.AllAsync(subject, HistoryBench.Begin, Now, Token).CountAsync(Token)).ShouldBe(6);

        plans.Steps.ShouldContain(step => step.Contains("IX_Checks_SubjectId_At"));
        // Sorting means to read all of them before the first is shown.
        plans.Steps.ShouldAllBe(step => step.StartsWith("SEARCH ") || step.Contains("LAST TERM OF ORDER BY") || step.Contains("LAST 2 TERMS OF ORDER BY"));
    }

    public void Dispose() => bench.Dispose();

    private PooledDbContextFactory<HealthDbContext> Contexts()
    {
        using var db = bench.Open();
        return new(new DbContextOptionsBuilder<HealthDbContext>().UseSqlite(db.Database.GetConnectionString()).AddInterceptors(plans).Options);
    }

    /// <summary>Asks the database, for every query, how it is going to answer.</summary>
    private sealed class Plans : DbCommandInterceptor
    {
        public List<string> Commands { get; } = [];

        public List<string> Steps { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Commands.Add(command.CommandText);
            using var ask = command.Connection!.CreateCommand();
#pragma warning disable CA2100 // The portal's own text.
            ask.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
#pragma warning restore CA2100
            foreach (SqliteParameter parameter in command.Parameters) ask.Parameters.Add(new SqliteParameter(parameter.ParameterName, parameter.Value));
            using var steps = ask.ExecuteReader();
            while (steps.Read()) Steps.Add(steps.GetString(3));
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}
