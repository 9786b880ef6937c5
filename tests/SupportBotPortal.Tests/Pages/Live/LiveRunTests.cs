using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SupportBotPortal.Core.Access;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Live;

public sealed class LiveRunTests(StartedPortal started) : IClassFixture<StartedPortal>, IAsyncLifetime
{
    /// <summary>Only the end: an EventSource would ask again and again after any other answer.</summary>
    private const string Nothing = "event: done\ndata:";

    private readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FakeUpstream fake = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_stages_arrive_one_by_one_and_no_secret_is_in_the_address_of_the_stream()
    {
        var panel = await StartAsync();
        panel.ShouldNotContain("sk-fake-custom");
        var address = PortalBrowser.Parse(panel).QuerySelector("[sse-connect]")!.GetAttribute("sse-connect")!;
        using var response = await started.Admin.Http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, Token);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Token));

        var connected = await reader.ReadUntilAsync("data-stage=\"Credentials\"", "under way");
        connected.ShouldNotContain("Healthy");
        await fake.WaitForRequestsAsync(1, Token);
        gate.SetResult();

        (await reader.ReadUntilAsync("Healthy")).ShouldNotContain("sk-fake-custom");
        (await reader.ReadToEndAsync(Token)).ShouldContain("event: done");
    }

    [Fact]
    public async Task Nobody_else_sees_a_run_or_cancels_it()
    {
        var run = Acts.RunIn(await StartAsync());
        using var other = await PortalBrowser.SignedInAsync(started.Portal, BuiltInRoles.Owner);
        using var stranger = new PortalBrowser(started.Portal);

        var seen = await other.GetAsync($"/runs/{run}");
        (seen.Status, seen.Html.Trim()).ShouldBe((HttpStatusCode.OK, Nothing));
        (await other.PostAsync("/providers", $"/runs/{run}/cancel", [])).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync($"/runs/{run}")).Location!.ShouldContain("/sign-in");
        gate.SetResult();
        (await started.Admin.StreamAsync(run)).ShouldContain("Healthy");
    }

    [Fact]
    public async Task The_same_person_in_another_session_does_not_see_it_either()
    {
        var person = await started.Portal.AddPersonAsync(BuiltInRoles.Admin);
        using var here = await started.Portal.SignedInAsync(person);
        using var there = await started.Portal.SignedInAsync(person);
        gate.SetResult();
        using var answer = await here.PostAsync(Acts.NewCustom, "/providers/try/test", await FormAsync(here), htmx: true);
        var run = Acts.RunIn(await answer.Content.ReadAsStringAsync(Token));

        (await there.StreamAsync(run)).Trim().ShouldBe(Nothing);
        (await here.StreamAsync(run)).ShouldContain("Healthy");
    }

    [Fact]
    public async Task A_save_whose_test_finds_no_place_is_a_save_and_says_that_it_was_not_tested()
    {
        using var browser = await PortalBrowser.SignedInAsync(started.Portal, BuiltInRoles.Admin);
        for (var call = 0; call < 12; call++)
        {
            using var answer = await browser.PostAsync(Acts.NewCustom, "/providers/try/test", await FormAsync(browser), htmx: true);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var saved = await browser.SaveAsync(Acts.NewCustom, ("Name", "No place"), ("BaseUrl", fake.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"));

        saved.Status.ShouldBe(HttpStatusCode.Redirect);
        saved.Run.ShouldBeNull();
        (await browser.GetAsync(saved.Location!)).Html.ShouldContain("is saved. It was not tested: too many calls are under way.");
    }

    [Fact]
    public async Task A_portal_that_stops_cancels_what_is_under_way()
    {
        await using var portal = new PortalFactory { Replace = StartedPortal.Quick };
        using var browser = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);
        using var answer = await browser.PostAsync(Acts.NewCustom, "/providers/try/test", await FormAsync(browser), htmx: true);
        await fake.WaitForRequestsAsync(1, Token);

        portal.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        await fake.Requests[0].Aborted.WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    [Fact]
    public async Task What_discovery_finds_streams_with_the_views_that_are_nested_in_it()
    {
        gate.SetResult();
        var asked = await Answer.OfAsync(await started.Admin.PostAsync(Acts.NewCustom, "/providers/try/discover", await started.Admin.ProviderFormAsync(Acts.NewCustom, ("BaseUrl", fake.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom")), htmx: true));

        var told = await started.Admin.StreamAsync(Acts.RunIn(asked.Html));

        told.ShouldContain("found</strong>");
        told.ShouldContain("name=\"Form.PickedModels\"");
    }

    [Fact]
    public async Task Cancelling_stops_the_call()
    {
        var run = Acts.RunIn(await StartAsync());
        await fake.WaitForRequestsAsync(1, Token);

        (await started.Admin.PostAsync("/providers", $"/runs/{run}/cancel", [])).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await started.Admin.StreamAsync(run)).ShouldContain("The test was cancelled.");
        await fake.Requests[0].Aborted.WaitAsync(TimeSpan.FromSeconds(20), Token);
    }

    public async ValueTask InitializeAsync()
    {
        fake = await FakeUpstream.StartAsync();
        fake.Handler = async context =>
        {
            await gate.Task.WaitAsync(context.RequestAborted);
            context.Response.ContentType = "application/json";
            var open = context.Request.Headers.Authorization == "Bearer sk-fake-custom";
            context.Response.StatusCode = open ? 200 : 401;
            await context.Response.WriteAsync(open ? """{"object":"list","data":[{"id":"m","object":"model"}]}""" : """{"error":{"message":"no","code":"invalid_api_key"}}""");
        };
    }

    public async ValueTask DisposeAsync()
    {
        gate.TrySetResult();
        await fake.DisposeAsync();
    }

    private async Task<string> StartAsync()
    {
        using var answer = await started.Admin.PostAsync(Acts.NewCustom, "/providers/try/test", await FormAsync(started.Admin), htmx: true);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync(Token);
    }

    private Task<Dictionary<string, string>> FormAsync(PortalBrowser browser) =>
        browser.ProviderFormAsync(Acts.NewCustom, ("Name", "Live"), ("BaseUrl", fake.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"));
}
