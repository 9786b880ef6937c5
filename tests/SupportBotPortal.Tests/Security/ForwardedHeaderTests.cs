using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Security;

/// <summary>Who may say where a request really comes from: only the proxies that the operator named.</summary>
public sealed class ForwardedHeaderTests
{
    private const string Peer = "203.0.113.9";
    private const string Client = "198.51.100.7";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, Peer, Peer)]
    [InlineData("203.0.113.8", Peer, Peer)]
    [InlineData("198.51.100.0/24", Peer, Peer)]
    [InlineData("unix", Peer, Peer)]
    [InlineData("203.0.113.9", null, "")]
    [InlineData("203.0.113.9", Peer, Client)]
    [InlineData("10.0.0.5, 203.0.113.0/24", Peer, Client)]
    [InlineData("203.0.113.9", "::ffff:203.0.113.9", Client)]
    [InlineData("unix", null, Client)]
    public async Task The_audit_log_believes_an_address_from_a_named_proxy_only(string? named, string? peer, string recorded)
    {
        await using var portal = Portal(named, peer);
        using var client = portal.CreateClient(new() { BaseAddress = new Uri("https://portal.example"), AllowAutoRedirect = false });

        (await SignInAsync(client, Client)).ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await portal.InDatabaseAsync(db => db.Audit.Select(a => a.Address).SingleAsync())).ShouldBe(recorded);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.TooManyRequests)]
    [InlineData("10.0.0.0/8", HttpStatusCode.TooManyRequests)]
    [InlineData("203.0.113.0/24", HttpStatusCode.UnprocessableEntity)]
    public async Task Forged_addresses_do_not_buy_more_tries(string? named, HttpStatusCode last)
    {
        await using var portal = Portal(named, Peer);
        using var client = portal.CreateClient(new() { BaseAddress = new Uri("https://portal.example"), AllowAutoRedirect = false });
        for (var i = 0; i < 20; i++) (await SignInAsync(client, $"198.51.100.{i}")).ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await SignInAsync(client, "198.51.100.99")).ShouldBe(last);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.MisdirectedRequest)]
    [InlineData("10.0.0.0/8", HttpStatusCode.MisdirectedRequest)]
    [InlineData("203.0.113.9", HttpStatusCode.OK)]
    public async Task Only_a_named_proxy_says_that_it_speaks_https(string? named, HttpStatusCode status)
    {
        await using var portal = Portal(named, Peer);
        using var client = portal.CreateClient(new() { BaseAddress = new Uri("http://portal.example"), AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { { "X-Forwarded-Proto", "https" } } };

        using var response = await client.SendAsync(request, Token);

        response.StatusCode.ShouldBe(status);
    }

    private static PortalFactory Portal(string? named, string? peer) => new()
    {
        Environment = "Production",
        Settings = { ["KnownProxies"] = named },
        Replace = services => services.AddSingleton<IStartupFilter>(new FixedPeer(peer is null ? null : IPAddress.Parse(peer))),
    };

    private static async Task<HttpStatusCode> SignInAsync(HttpClient client, string forwardedFor)
    {
        var page = PortalBrowser.Parse(await client.GetStringAsync("/sign-in", Token));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["Input.Email"] = "nobody@example.com",
                ["Input.Password"] = "wrong",
                ["__RequestVerificationToken"] = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
            }),
            Headers = { { "X-Forwarded-For", forwardedFor } },
        };
        using var response = await client.SendAsync(request, Token);
        return response.StatusCode;
    }

    private sealed class FixedPeer(IPAddress? address) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                context.Connection.RemoteIpAddress = address;
                return rest(context);
            });
            next(app);
        };
    }
}
