using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Core.Generation.Trials;
using SupportBotPortal.Web.Live;

namespace SupportBotPortal.Web.Pages.Generation.Trials;

/// <summary>Tries settings live: the draft and what is in production answer side by side.</summary>
public sealed class TrialRuns(LiveRuns runs, ModelTrial trial, TimeProvider time)
{
    private const string AfterView = "/Pages/Generation/Trials/_After.cshtml";

    /// <param name="production"><see langword="null"/> = only the draft is tried.</param>
    /// <param name="question">What the customer says.</param>
    public LiveRun? Start(RunOwner owner, GenerationSettings draft, GenerationSettings? production, string question) => runs.Start(owner, async (run, cancellationToken) =>
    {
        var conversation = new[] { new TrialMessage(false, question) };
        var drafts = AskAsync(run, TrialPanel.Draft, draft, conversation, cancellationToken);
        var beside = production is null ? Task.CompletedTask : AskAsync(run, TrialPanel.Production, production, conversation, cancellationToken);
        var ended = new TrialState();
        try
        {
            await Task.WhenAll(drafts, beside);
            ended = await drafts;
        }
        finally
        {
            run.Show(TrialPanel.After, AfterView, TrialAfter.Of(question, TitleOf(draft), ended));
        }
    });

    public static TrialAnswer Waiting(string key, GenerationSettings settings) => new(key, TitleOf(settings), new());

    public static string TitleOf(GenerationSettings settings) => GenerationWords.TitleOf(settings.Model!);

    private async Task<TrialState> AskAsync(LiveRun run, string key, GenerationSettings settings, IReadOnlyList<TrialMessage> conversation, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var shown = new ShownAnswer(run, key, TitleOf(settings), time);
        try
        {
            await foreach (var state in trial.RunAsync(settings, conversation, cancellationToken)) shown.Show(state);
        }
        catch (OperationCanceledException)
        {
            shown.Show(shown.State with { Took = time.GetElapsedTime(began), Problem = TrialWords.Stopped });
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            shown.Show(shown.State with { Took = time.GetElapsedTime(began), Problem = "The portal failed. Its log has the details." });
            throw;
        }

        return shown.State;
    }
}
