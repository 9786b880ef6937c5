using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Board;

/// <summary>A portal on a real port whose time passes only when a test says so, a person who shares the board, and screens.</summary>
internal sealed class BoardBench : IAsyncDisposable
{
    private readonly string address;

    private BoardBench(PortalFactory portal, FakeTimeProvider clock)
    {
        (Portal, Clock) = (portal, clock);
        portal.UseKestrel(0);
        portal.StartServer();
        address = portal.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Person = Browser();
    }

    public PortalFactory Portal { get; }

    public FakeTimeProvider Clock { get; }

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    /// <summary>Signed in, an admin.</summary>
    public PortalBrowser Person { get; }

    public PortalUser User { get; private set; } = null!;

    public static async Task<BoardBench> StartAsync(IDictionary<string, string?>? settings = null, Action<IServiceCollection>? replace = null)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));
        var bench = new BoardBench(
            new PortalFactory
            {
                Clock = clock,
                Settings = settings ?? new Dictionary<string, string?>(),
                SaysItTests = true,
                Replace = replace,
            },
            clock);
        bench.User = await bench.Portal.AddPersonAsync(BuiltInRoles.Admin);
        await bench.Person.SignInAsync(bench.User.Email!, PortalBrowser.Password);
        return bench;
    }

    /// <summary>Nobody is signed in.</summary>
    public PortalBrowser Browser() => new(Portal) { Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address) } };

    /// <summary>Makes a link through the page.</summary>
    /// <returns>Its path.</returns>
    public async Task<string> LinkAsync(string? name = null, string until = "")
    {
        var answer = await MakeAsync(name ?? $"Kitchen {Guid.NewGuid():N}", until);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Html);
        return new Uri(answer.Page.QuerySelector("#link")!.GetAttribute("value")!).AbsolutePath;
    }

    public async Task<Answer> MakeAsync(string name, string until = "") =>
        await Answer.OfAsync(await Person.PostAsync("/board/links", "/board/links", new() { ["Form.Name"] = name, ["Form.Until"] = until }));

    /// <summary>Takes the newest link back.</summary>
    public async Task RevokeAsync()
    {
        var links = (await Person.PageAsync("/board/links")).QuerySelectorAll("a[href$='/revoke']");
        var revoke = links[links.Length - 1].GetAttribute("href")!;
        (await Person.PostAsync(revoke, revoke, [])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    public async ValueTask DisposeAsync()
    {
        Person.Dispose();
        await Portal.DisposeAsync();
    }
}
