using System.Net;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers;

public sealed class HostileProviderTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    [Theory]
    [InlineData(FakeBehaviour.InvalidKey, "Credentials")]
    [InlineData(FakeBehaviour.EchoesKey, "Credentials")]
    [InlineData(FakeBehaviour.PathNotFound, "Wrong URL")]
    [InlineData(FakeBehaviour.RateLimited, "Rate limited")]
    [InlineData(FakeBehaviour.InsufficientQuota, "Quota")]
    [InlineData(FakeBehaviour.PaymentRequired, "Quota")]
    [InlineData(FakeBehaviour.ServerErrorHtml, "Provider error")]
    [InlineData(FakeBehaviour.Overloaded, "Overloaded")]
    [InlineData(FakeBehaviour.RedirectSameHost, "Not the expected API")]
    [InlineData(FakeBehaviour.RedirectOtherHost, "Not the expected API")]
    [InlineData(FakeBehaviour.HtmlWith200, "Not the expected API")]
    [InlineData(FakeBehaviour.Garbage, "Not the expected API")]
    [InlineData(FakeBehaviour.WrongJson, "Not the expected API")]
    [InlineData(FakeBehaviour.TruncatedJson, "Not the expected API")]
    [InlineData(FakeBehaviour.EmptyBody, "Not the expected API")]
    [InlineData(FakeBehaviour.HugeBody, "Not the expected API")]
    [InlineData(FakeBehaviour.GzipBomb, "Not the expected API")]
    [InlineData(FakeBehaviour.MillionModels, "Not the expected API")]
    [InlineData(FakeBehaviour.ControlCharacterModelIds, "Not the expected API")]
    [InlineData(FakeBehaviour.ConnectionReset, "Network")]
    public async Task Each_way_of_failing_is_named_and_comes_with_something_to_do(FakeBehaviour behaviour, string label)
    {
        var typed = Typed(started.Fake, behaviour);

        var tested = await started.Admin.TryTestAsync(Acts.NewOpenAi, typed);
        tested.Status.ShouldBe(HttpStatusCode.OK);
        tested.Text("#test-panel .badge").ShouldContain(label);
        tested.Page.QuerySelectorAll("#test-panel .fix li").ShouldNotBeEmpty();

        var discovered = await started.Admin.TryDiscoveryAsync(Acts.NewOpenAi, typed);
        discovered.Text("#discovery-panel .badge").ShouldBe(label);
        discovered.Page.QuerySelectorAll("#discovery-panel .fix li").ShouldNotBeEmpty();
        discovered.Text("#discovery-panel").ShouldContain("The list of models was not touched.");
        (tested.Html + discovered.Html).ShouldNotContain("sk-fake-openai");
    }

    [Theory]
    [InlineData(FakeBehaviour.Hang)]
    [InlineData(FakeBehaviour.HangAfterHeaders)]
    [InlineData(FakeBehaviour.Drip)]
    public async Task One_that_does_not_come_to_an_end_is_too_slow(FakeBehaviour behaviour)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));
        await using var fake = await FakeUpstream.StartAsync(o => o.DripInterval = TimeSpan.FromMinutes(1));
        await using var portal = new PortalFactory { Clock = clock, Replace = StartedPortal.Quick };
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);
        var typed = Typed(fake, behaviour);

        var test = admin.TryTestAsync(Acts.NewOpenAi, typed);
        await fake.WaitForRequestsAsync(1, TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(15));
        var tested = await test;
        tested.Text("#test-panel .badge").ShouldContain("Too slow");
        tested.Text("#test-panel [data-stage=Responding].stage-bad").ShouldContain("No answer within 15 seconds");

        fake.ForgetRequests();
        var discovery = admin.TryDiscoveryAsync(Acts.NewOpenAi, typed);
        await fake.WaitForRequestsAsync(1, TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(30));
        (await discovery).Text("#discovery-panel .badge").ShouldBe("Too slow");
    }

    [Theory]
    [InlineData(FakeBehaviour.RedirectSameHost)]
    [InlineData(FakeBehaviour.ConnectionReset)]
    [InlineData(FakeBehaviour.HugeBody)]
    public async Task What_is_not_the_keys_fault_fails_in_the_stage_of_responding(FakeBehaviour behaviour)
    {
        var tested = await started.Admin.TryTestAsync(Acts.NewOpenAi, Typed(started.Fake, behaviour));

        tested.Page.QuerySelectorAll("#test-panel .stage-bad").Select(stage => stage.GetAttribute("data-stage")).ShouldBe(["Responding"]);
    }

    [Fact]
    public async Task Model_ids_are_text_wherever_they_are_shown()
    {
        const string script = "<script>alert('model')</script>";
        var typed = Typed(started.Fake, FakeBehaviour.HtmlModelIds);

        var found = await started.Admin.TryDiscoveryAsync(Acts.NewOpenAi, typed);
        found.Page.QuerySelectorAll("#discovery-panel input[name='Form.PickedModels']").Select(i => i.GetAttribute("value")).ShouldContain(script);
        found.Html.ShouldNotContain("<script>alert");
        found.Page.QuerySelectorAll("#discovery-panel img").ShouldBeEmpty();

        var slug = await started.Admin.AddTestedAsync(Acts.NewOpenAi, [.. typed, ("PickedModels", script), ("ModelsText", "<img src=x onerror=alert(1)>")]);
        (await started.Portal.ProviderAsync(slug)).Models.ShouldBe(["<img src=x onerror=alert(1)>", script]);
        foreach (var path in (string[])[$"/providers/{slug}", $"/providers/{slug}/edit", "/providers"])
        {
            var page = await started.Admin.GetAsync(path);
            page.Html.ShouldNotContain("<script>alert");
            page.Page.QuerySelectorAll("main img").ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task An_empty_or_failed_discovery_changes_nothing_that_was_entered()
    {
        foreach (var behaviour in (FakeBehaviour[])[FakeBehaviour.EmptyList, FakeBehaviour.InvalidKey])
        {
            var answer = await started.Admin.TryDiscoveryAsync(Acts.NewOpenAi, [.. Typed(started.Fake, behaviour), ("ModelsText", "mine")]);

            answer.Text("#models").ShouldBe("mine");
        }
    }

    [Fact]
    public async Task A_model_that_is_not_found_any_more_is_kept_and_said()
    {
        var answer = await started.Admin.TryDiscoveryAsync(Acts.NewOpenAi, [.. Typed(started.Fake, FakeBehaviour.Ok), ("ModelsText", "gpt-4o\nmy-own")]);

        answer.Text("#discovery-panel").ShouldContain("7 found");
        answer.Text("#discovery-panel").ShouldContain("In the list, and never among those found: my-own");
        answer.Text("#models").ShouldBe("gpt-4o\nmy-own");
    }

    private static (string Field, string Value)[] Typed(FakeUpstream fake, FakeBehaviour behaviour) =>
        [("Name", $"Hostile {behaviour} {Guid.NewGuid():N}"), ("BaseUrl", fake.Url("openai", behaviour).AbsoluteUri), ("ApiKey", "sk-fake-openai")];
}
