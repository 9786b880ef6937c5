using AngleSharp.Dom;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Pages.Providers.Listing;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers.Bulk;

/// <summary>A portal with rows of a fake provider, for each test its own.</summary>
public abstract class BulkBench : IAsyncLifetime
{
    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));

    protected PortalFactory Portal { get; }

    protected FakeUpstream Fake { get; private set; } = null!;

    protected PortalBrowser Admin { get; private set; } = null!;

    protected BulkBench() => Portal = new() { Clock = Clock, Replace = StartedPortal.Quick };

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        Fake = await FakeUpstream.StartAsync();
        Admin = await PortalBrowser.SignedInAsync(Portal, BuiltInRoles.Admin);
    }

    public async ValueTask DisposeAsync()
    {
        Admin?.Dispose();
        await Portal.DisposeAsync();
        if (Fake is not null) await Fake.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Providers “P 1” and so on, which need no key.</summary>
    protected Task AddAsync(int count, Action<Provider, int>? change = null) => Portal.InDatabaseAsync(db =>
    {
        db.Providers.AddRange(Enumerable.Range(1, count).Select(number =>
        {
            var provider = ListBench.New($"P {number}");
            (provider.AuthScheme, provider.BaseUrl) = ("none", Fake.CustomUrl.AbsoluteUri.Replace("/v1", "/none/v1", StringComparison.Ordinal));
            change?.Invoke(provider, number);
            return provider;
        }));
        return db.SaveChangesAsync();
    });

    /// <summary>Presses a button above the rows.</summary>
    private protected async Task<Answer> ActAsync(string act, (string Name, string Value)[] fields, bool htmx = true, PortalBrowser? browser = null)
    {
        browser ??= Admin;
        var token = (await browser.PageAsync("/account/password")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/providers/bulk/" + act)
        {
            Content = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), new("__RequestVerificationToken", token)]),
        };
        if (htmx) request.Headers.Add("HX-Request", "true");
        return await Answer.OfAsync(await browser.Http.SendAsync(request, Token));
    }

    /// <summary>Presses a button above the rows, and says yes to what is shown then.</summary>
    private protected async Task<Answer> AgreeAsync(string act, (string Name, string Value)[] fields, bool htmx = true)
    {
        var question = await ActAsync(act, fields, htmx);
        return await ActAsync(act, [.. fields, ("agreed", AgreedIn(question))], htmx);
    }

    /// <summary>What the Yes of a question sends.</summary>
    private protected static string AgreedIn(Answer question) => question.Page.QuerySelector("button[name=agreed]")!.GetAttribute("value")!;

    protected static (string, string)[] Ticked(params string[] slugs) => [.. slugs.Select(slug => ("id", slug))];

    /// <summary>Follows what a fragment opens, to its end.</summary>
    /// <returns>The panel as it is then shown on the list.</returns>
    private protected async Task<IElement> EndedAsync(Answer started, PortalBrowser? browser = null)
    {
        browser ??= Admin;
        await browser.StreamAsync(Acts.RunIn(started.Html));
        return (await browser.PageAsync("/providers")).QuerySelector("#bulk")!;
    }

    protected Task<List<AuditEntry>> AuditAsync(string action) => Portal.InDatabaseAsync(db => Task.FromResult(db.Audit.Where(a => a.Action == action).OrderBy(a => a.Id).ToList()));
}
