using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Providers.Models;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Web.Live;
using SupportBotPortal.Web.Pages.Providers.Discovery;
using SupportBotPortal.Web.Pages.Providers.Keys;
using SupportBotPortal.Web.Pages.Providers.Listing;
using SupportBotPortal.Web.Pages.Providers.Testing;

namespace SupportBotPortal.Web.Pages.Providers;

/// <summary>Starts tests and discoveries as live runs, and says what each has to show.</summary>
public sealed class ProviderLiveCalls(
    LiveRuns runs,
    ConnectionTester tester,
    ModelDiscovery discovery,
    ConnectionDrafts drafts,
    ProviderTestResults results,
    KnownModels known,
    RecentDiscoveries recent,
    TestMeasures measures,
    ProviderRows rows,
    TimeProvider time)
{
    private const string StagesView = "/Pages/Providers/Testing/_TestStages.cshtml";
    private const string ModelsView = "/Pages/Providers/Discovery/_Discovered.cshtml";
    private const string RowView = "/Pages/Providers/Listing/_Row.cshtml";

    private const string Broken = "The portal itself failed while it was doing this; its log has the details. Nothing was changed.";

    /// <summary>Names of what a run shows.</summary>
    public const string Stage = "stage";
    public const string Models = "models";
    public const string Row = "row";

    /// <summary>Tests a saved provider as it is stored, and keeps the result.</summary>
    /// <param name="generate">Also lets its first model generate a short answer, which may cost a little.</param>
    public LiveRun? TestStored(Provider provider, ProviderType? type, bool generate, RunOwner owner, string startedBy)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return Start(owner, TestOf(provider.Slug), ShowBrokenTest, async (run, cancellationToken) =>
        {
            try
            {
                if (await TestStoredAsync(run, provider, type, generate, startedBy, cancellationToken) is { } test)
                    await results.KeepAsync(new KeptTest(provider.Id, provider.ConnectionRevision, test), CancellationToken.None);
            }
            finally
            {
                // Whatever happened, the row must not say “Testing…” for ever.
                if (await rows.FindAsync(provider.Slug, CancellationToken.None) is { } row) run.Show(Row, RowView, row with { JustChanged = true });
            }
        });
    }

    /// <summary>Tests a saved provider with another key than the stored one.</summary>
    /// <param name="draft">What to call with, or why that is not possible.</param>
    /// <param name="decide">What becomes of the key, once its test has ended.</param>
    public LiveRun? TestNewKey(Provider provider, ProviderType type, (ConnectionDraft? Draft, string? NotTestable) draft, RunOwner owner, string startedBy, Func<FinishedTest?, Task<KeySwitchView>> decide)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return Start(owner, KeyTestOf(provider.Slug), ShowBrokenTest, async (run, cancellationToken) =>
        {
            var view = NewView(run, provider.BaseUrl, type, generate: false) with { Slug = provider.Slug };
            var test = draft.Draft is { } complete
                ? await TestAsync(run, view, complete, new ProbeRequest(ModelId: await known.ModelToAskAsync(provider, cancellationToken)), startedBy, cancellationToken)
                : NotTestable(provider, draft.NotTestable!, startedBy);
            var shown = run.Latest(Stage)?.Model as TestPanelView ?? view with { NotTestable = draft.NotTestable };
            run.Show(Stage, StagesView, shown with { KeySwitch = await decide(test) });
        });
    }

    /// <summary>The test of a new key that this session has under way, if any.</summary>
    public LiveRun? KeyTestUnderWay(string slug, string sessionId) => runs.UnderWay(KeyTestOf(slug), sessionId);

    /// <summary>It was deleted: what is under way with it stops, whoever started it.</summary>
    public void CancelAllOf(string slug)
    {
        runs.CancelAbout(TestOf(slug));
        runs.CancelAbout(KeyTestOf(slug));
    }

    /// <summary>The test of a saved provider that this session has under way, if any: found again after a reload.</summary>
    public LiveRun? UnderWay(string slug, string sessionId) => runs.UnderWay(TestOf(slug), sessionId);

    /// <summary>The test that an address names, even if it has ended, or else the one under way.</summary>
    public LiveRun? TestOfPage(string slug, string? runId, string sessionId) =>
        runs.Find(runId, sessionId) is { } run && run.Subject == TestOf(slug) ? run : UnderWay(slug, sessionId);

    /// <summary>Tests what was typed; nothing is kept.</summary>
    public LiveRun? TestDraft(ConnectionDraft draft, ProviderType type, RunOwner owner, string startedBy)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return Start(owner, null, ShowBrokenTest, (run, cancellationToken) =>
            TestAsync(run, NewView(run, draft.BaseUrl.AbsoluteUri, type, generate: false), draft, new ProbeRequest(), startedBy, cancellationToken));
    }

    /// <summary>What a test of this session's has shown last; <see langword="null"/> if it is not known any more.</summary>
    public TestPanelView? ShownTest(string? runId, string sessionId) => runs.Find(runId, sessionId)?.Latest(Stage)?.Model as TestPanelView;

    /// <summary>Asks a saved provider for its models, and remembers what it says of them.</summary>
    /// <param name="asked">What the panel knows before the answer.</param>
    public LiveRun? DiscoverStored(Provider provider, ConnectionDraft draft, DiscoveryPanelView asked, RunOwner owner) =>
        Discover(draft, asked, owner, models => known.RememberAsync(provider.Id, provider.ConnectionRevision, models, Now, reviewed: false, CancellationToken.None));

    /// <summary>Asks for the models of what is typed in the form.</summary>
    public LiveRun? DiscoverDraft(ConnectionDraft draft, DiscoveryPanelView asked, RunOwner owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return Discover(draft, asked, owner, models =>
        {
            recent.Keep(owner.Session, draft, models);
            return Task.CompletedTask;
        });
    }

    private LiveRun? Discover(ConnectionDraft draft, DiscoveryPanelView asked, RunOwner owner, Func<IReadOnlyList<DiscoveredModel>, Task> remember) =>
        Start(owner, null, run => run.Show(Models, ModelsView, asked with { NotTestable = Broken }), async (run, cancellationToken) =>
        {
            var view = asked with { RunId = run.Id };
            try
            {
                var answer = await discovery.RunAsync(draft, cancellationToken);
                await remember(answer.Models);
                run.Show(Models, ModelsView, view.With(answer));
            }
            catch (OperationCanceledException)
            {
                run.Show(Models, ModelsView, view with { WasCancelled = true });
            }
        });

    /// <summary>A run that says so, if the portal itself fails in it.</summary>
    private LiveRun? Start(RunOwner owner, string? subject, Action<LiveRun> showBroken, Func<LiveRun, CancellationToken, Task> work) => runs.Start(owner, async (run, cancellationToken) =>
    {
        try
        {
            await work(run, cancellationToken);
        }
        catch (Exception)
        {
            showBroken(run);
            throw;
        }
    }, subject);

    private static void ShowBrokenTest(LiveRun run) => run.Show(Stage, StagesView, new TestPanelView { NotTestable = Broken });

    private async Task<FinishedTest?> TestStoredAsync(LiveRun run, Provider provider, ProviderType? type, bool generate, string startedBy, CancellationToken cancellationToken)
    {
        var (draft, notTestable) = drafts.FromStored(provider);
        var view = NewView(run, provider.BaseUrl, type, generate) with { Slug = provider.Slug };
        if (draft is not null) return await TestAsync(run, view, draft, new ProbeRequest(generate, await known.ModelToAskAsync(provider, cancellationToken)), startedBy, cancellationToken);
        run.Show(Stage, StagesView, view with { NotTestable = notTestable });
        return NotTestable(provider, notTestable!, startedBy);
    }

    private FinishedTest NotTestable(Provider provider, string why, string startedBy)
    {
        measures.CountNotTestable(provider.TypeId);
        return new(new() { At = Now, Outcome = ProviderTestOutcome.NotTestable, Message = why, StartedBy = startedBy }, []);
    }

    private async Task<FinishedTest?> TestAsync(LiveRun run, TestPanelView view, ConnectionDraft draft, ProbeRequest request, string startedBy, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var stages = new List<ProbeStage>();
        var hasKey = draft.Credential.Secret is not null;
        view = view with { NeedsKey = hasKey };
        run.Show(Stage, StagesView, view);
        try
        {
            await foreach (var stage in tester.RunAsync(draft, request, cancellationToken))
            {
                stages.Add(stage);
                run.Show(Stage, StagesView, view with { Stages = [.. stages] });
            }
        }
        catch (OperationCanceledException)
        {
            run.Show(Stage, StagesView, view with { Stages = stages, WasCancelled = true });
            return null;
        }

        var record = TestSummary.Of(stages, hasKey, time.GetElapsedTime(started), Now, startedBy);
        run.Show(Stage, StagesView, view with { Stages = stages, Result = record });
        return new(record, stages);
    }

    /// <summary>What a test of it is about, as <see cref="CancelAllOf"/> looks for it.</summary>
    internal static string TestOf(string slug) => $"test of {slug}";

    internal static string KeyTestOf(string slug) => $"key of {slug}";

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private static TestPanelView NewView(LiveRun run, string baseUrl, ProviderType? type, bool generate) =>
        new() { RunId = run.Id, Expected = TestPanelView.StagesFor(baseUrl, generate), Type = type };
}
