using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Trials;
using SupportBotPortal.Web.Live;

namespace SupportBotPortal.Web.Pages.Generation.Trials;

/// <summary>Asks all examples of a draft, a few at a time, and shows each answer when it is there.</summary>
public sealed class ReplayRuns(LiveRuns runs, ModelTrial trial, ILogger<ReplayRuns> logger)
{
    private const string RowView = "/Pages/Generation/Trials/_ReplayRow.cshtml";
    private const string SumView = "/Pages/Generation/Trials/_ReplaySum.cshtml";

    /// <summary>Providers count calls that come at the same time.</summary>
    private const int AtOnce = 3;

    /// <summary>One replay of a person at a time: it costs as many answers as there are examples.</summary>
    public (LiveRun? Run, bool IsUnderWay) Start(RunOwner owner, GenerationSettings draft, ReplayPanel panel)
    {
        ArgumentNullException.ThrowIfNull(panel);
        return runs.StartAlone(owner, async (run, cancellationToken) =>
        {
            var rows = panel.Rows.ToArray();
            try
            {
                await Parallel.ForEachAsync(rows, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (row, token) =>
                {
                    Show(rows[row.Number] = row with { State = new() });
                    Show(rows[row.Number] = row with { State = await AskAsync(draft, row, token) });
                });
            }
            catch (OperationCanceledException)
            {
                foreach (var row in rows.Where(r => r.State is not { IsDone: true })) Show(rows[row.Number] = row with { State = new() { Took = TimeSpan.Zero, Problem = TrialWords.Stopped } });
            }
            finally
            {
                run.Show(TrialPanel.After, SumView, ReplaySum.Of(TrialRuns.TitleOf(draft), rows));
            }

            void Show(ReplayRow row) => run.ShowInstead(row.Key, RowView, row);
        }, "replay", TimeSpan.FromMinutes(2));
    }

    private async Task<TrialState> AskAsync(GenerationSettings draft, ReplayRow row, CancellationToken cancellationToken)
    {
        var last = new TrialState();
        try
        {
            await foreach (var state in trial.RunAsync(draft, [new TrialMessage(false, row.Example.Question)], cancellationToken)) last = state;
            return last;
        }
        catch (Exception problem) when (problem is not (OutOfMemoryException or OperationCanceledException))
        {
            // The others are asked all the same.
            logger.LogError(problem, "An example could not be replayed");
            return last with { Took = last.Took ?? TimeSpan.Zero, Problem = "The portal failed. Its log has the details." };
        }
    }
}
