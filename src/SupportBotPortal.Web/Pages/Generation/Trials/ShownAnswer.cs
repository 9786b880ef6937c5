using SupportBotPortal.Core.Generation.Trials;
using SupportBotPortal.Web.Live;

namespace SupportBotPortal.Web.Pages.Generation.Trials;

/// <summary>Shows an answer while it comes, a few times a second: each time the whole of it is drawn.</summary>
internal sealed class ShownAnswer(LiveRun run, string key, string title, TimeProvider time)
{
    private const string View = "/Pages/Generation/Trials/_TrialAnswer.cshtml";

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private long shownAt = time.GetTimestamp();
    private bool isWaiting;

    /// <summary>How far it has come.</summary>
    public TrialState State { get; private set; } = new();

    public void Show(TrialState state)
    {
        lock (gate)
        {
            State = state;
            if (state.IsDone || time.GetElapsedTime(shownAt) >= Pace)
            {
                ShowNow();
            }
            else if (!isWaiting)
            {
                isWaiting = true;
                _ = ShowLaterAsync();
            }
        }
    }

    /// <summary>What came too soon after the one before it, and may be the last for long.</summary>
    private async Task ShowLaterAsync()
    {
        await Task.Delay(Pace, time);
        lock (gate)
        {
            isWaiting = false;
            if (!State.IsDone) ShowNow();
        }
    }

    private void ShowNow()
    {
        shownAt = time.GetTimestamp();
        run.ShowInstead(key, View, new TrialAnswer(key, title, State));
    }
}
