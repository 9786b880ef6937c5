using Microsoft.Playwright;
using SupportBotPortal.Core.Access;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>A test in a browser: contexts of its own, watched for errors, with a trace in artifacts/traces if it fails.</summary>
public abstract class BrowserTest(Chromium chromium, RunningPortal running) : IAsyncLifetime
{
    private static readonly string Traces = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../traces"));

    private readonly List<(IBrowserContext Context, PageWatch Watch)> contexts = [];

    protected RunningPortal Running { get; } = running;

    /// <summary>Whether a failure leaves a trace: every act with the page before and after it, and every answer. Keeping one until it is known takes time.</summary>
    protected virtual bool KeepsTrace => true;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        var problems = contexts.SelectMany(c => c.Watch.Problems).ToList();
        for (var index = 0; index < contexts.Count; index++)
        {
            var name = $"{TestContext.Current.TestCase?.TestClassSimpleName}.{TestContext.Current.TestCase?.TestMethodName}-{index}.zip";
            if (KeepsTrace) await contexts[index].Context.Tracing.StopAsync(failed || problems.Count > 0 ? new() { Path = Path.Combine(Traces, name) } : new());
            await contexts[index].Context.CloseAsync();
        }

        problems.ShouldBeEmpty("The browser reported errors.");
    }

    /// <summary>A tab in a context of its own.</summary>
    /// <param name="role">Signed in with this role; <see langword="null"/>: not signed in.</param>
    /// <param name="adjust">Size, colour scheme, no JavaScript.</param>
    protected async Task<IPage> OpenAsync(string? role = BuiltInRoles.Admin, Action<BrowserNewContextOptions>? adjust = null)
    {
        var options = new BrowserNewContextOptions { BaseURL = Running.Url, ViewportSize = new() { Width = 1360, Height = 900 }, ReducedMotion = ReducedMotion.Reduce };
        adjust?.Invoke(options);
        var context = await chromium.Browser.NewContextAsync(options);
        contexts.Add((context, new PageWatch(context)));
        if (KeepsTrace) await context.Tracing.StartAsync(new() { Snapshots = true });
        if (role is not null) await context.AddCookiesAsync(await Running.SignedInAsync(role));
        return await context.NewPageAsync();
    }

    protected PageWatch WatchOf(IPage page) => contexts.First(c => c.Context == page.Context).Watch;
}
