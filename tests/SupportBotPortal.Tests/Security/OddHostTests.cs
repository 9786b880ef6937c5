using Microsoft.AspNetCore.Http;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Security;

/// <summary>A host name that is none must not break what a stranger gets.</summary>
public sealed class OddHostTests : IAsyncLifetime
{
    // Production: there any host is let in.
    private readonly PortalFactory portal = new() { Environment = "Production", Replace = StartedPortal.Quick };

    [Theory]
    [InlineData("portal.example", "", "")]
    [InlineData("a..b", "", "")]
    [InlineData("x.com:99999", "", "")]
    [InlineData("x.com:", "?sort=name", "%3Fsort%3Dname")]
    [InlineData("", "?q=a%20b&x=1", "%3Fq%3Da%2520b%26x%3D1")]
    [InlineData(null, "", "")]
    public async Task A_stranger_is_led_to_sign_in_and_back_whatever_the_host(string? host, string query, string kept)
    {
        var context = await portal.Server.SendAsync(request =>
        {
            request.Request.Scheme = "https";
            request.Request.Method = "GET";
            request.Request.Path = "/providers";
            request.Request.QueryString = new QueryString(query);
            if (host is null) request.Request.Headers.Remove("Host");
            else request.Request.Headers.Host = host;
        }, TestContext.Current.CancellationToken);

        context.Response.StatusCode.ShouldBe(302);
        context.Response.Headers.Location.ToString().ShouldBe("/sign-in?returnUrl=%2Fproviders" + kept);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => portal.DisposeAsync();
}
