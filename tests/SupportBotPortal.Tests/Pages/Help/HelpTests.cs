using System.Net;
using SupportBotPortal.Core.Access;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Shared;
using SupportBotPortal.Web.Pages.Help;

namespace SupportBotPortal.Tests.Pages.Help;

/// <summary>Whatever goes wrong, one link leads to what it means and what to do.</summary>
public sealed class HelpTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    private readonly string name = "P " + Guid.NewGuid().ToString("N")[..8];

    [Fact]
    public async Task Every_cause_has_a_topic_with_a_meaning_and_steps()
    {
        foreach (var cause in Enum.GetValues<FailureCause>())
        {
            var topic = await started.Admin.GetAsync($"/help/{HelpTopics.SlugOf(cause)}");

            topic.Status.ShouldBe(HttpStatusCode.OK, $"{cause}");
            topic.Text(".page-head p").Length.ShouldBeGreaterThan(40, $"{cause}");
            topic.Page.QuerySelectorAll(".steps li").ShouldNotBeEmpty($"{cause}");
        }
    }

    [Fact]
    public async Task The_index_names_every_topic_once_and_each_link_works()
    {
        var links = (await started.Admin.PageAsync("/help")).QuerySelectorAll(".topics a").Select(a => a.GetAttribute("href")!).ToList();

        links.Count.ShouldBe(HelpTopics.All.Count);
        links.ShouldBeUnique();
        foreach (var link in links) (await started.Admin.GetAsync(link)).Status.ShouldBe(HttpStatusCode.OK, link);
    }

    [Fact]
    public async Task A_failed_test_leads_to_its_cause_with_the_provider_at_hand()
    {
        var slug = await started.Admin.AddTestedAsync(Acts.NewOpenAi, ("Name", name), ("BaseUrl", started.Fake.Url("openai", FakeBehaviour.InsufficientQuota).AbsoluteUri), ("ApiKey", "sk-fake-openai"));

        var link = (await started.Admin.PageAsync($"/providers/{slug}")).QuerySelector(".fix a")!.GetAttribute("href")!;
        var topic = await started.Admin.GetAsync(link);

        link.ShouldBe($"/help/quota?provider={slug}");
        topic.Text("h1").ShouldBe($"Quota: {name}");
        topic.Text(".facts").ShouldContain("/openai/insufficient-quota/v1");
        topic.Page.QuerySelectorAll(".acts a, .acts button").Select(a => a.TextContent.Trim()).ShouldBe(["Usage and billing", "Test again"]);
        topic.Page.QuerySelector(".acts a")!.GetAttribute("href").ShouldBe("https://platform.openai.com/usage");
    }

    [Fact]
    public async Task What_the_last_test_does_not_show_any_more_is_said_to_be_past()
    {
        var slug = await started.Admin.AddTestedAsync(Acts.NewOpenAi, ("Name", name), ("BaseUrl", started.Fake.Url("openai", FakeBehaviour.InsufficientQuota).AbsoluteUri), ("ApiKey", "sk-fake-openai"));
        (await started.Admin.GetAsync($"/help/quota?provider={slug}")).Text("main .notice-plain").ShouldBeEmpty();
        // Topics that no test calls by a name are never past.
        (await started.Admin.GetAsync($"/help/slow-responses?provider={slug}")).Text("main .notice-plain").ShouldBeEmpty();

        var past = await started.Admin.GetAsync($"/help/credentials?provider={slug}");

        past.Text("main .notice-plain").ShouldContain("did not show this any more");
        past.Page.QuerySelector("main .notice-plain a")!.GetAttribute("href").ShouldBe($"/help/quota?provider={slug}");
    }

    [Fact]
    public async Task Test_again_tests_and_leads_to_the_result()
    {
        var slug = await started.Admin.AddTestedAsync(Acts.NewCustom, ("Name", name), ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri), ("ApiKey", "wrong"));
        var topic = await started.Admin.PageAsync($"/help/credentials?provider={slug}");

        var answer = await Answer.OfAsync(await started.Admin.PostAsync($"/help/credentials?provider={slug}", topic.QuerySelector(".acts form")!.GetAttribute("action")!, []));

        answer.Status.ShouldBe(HttpStatusCode.Redirect);
        answer.Location!.ShouldStartWith($"/providers/{slug}?run=");
    }

    [Fact]
    public async Task A_failure_of_what_is_only_typed_leads_to_the_topic_alone_in_a_tab_of_its_own()
    {
        var tried = await started.Admin.TryTestAsync(Acts.NewCustom, ("Name", name), ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri), ("ApiKey", "wrong"));

        var link = tried.Page.QuerySelector(".fix a")!;

        link.GetAttribute("href").ShouldBe("/help/credentials");
        link.GetAttribute("target").ShouldBe("_blank");
    }

    [Fact]
    public async Task Nobody_is_offered_what_he_may_not_do()
    {
        var slug = await started.Admin.AddTestedAsync(Acts.NewCustom, ("Name", name), ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri), ("ApiKey", "wrong"));
        using var viewer = await PortalBrowser.SignedInAsync(started.Portal, BuiltInRoles.Viewer);

        (await viewer.PageAsync($"/help/credentials?provider={slug}")).QuerySelectorAll(".acts a, .acts button").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/help/nonsense", HttpStatusCode.NotFound)]
    [InlineData("/help/quota?provider=deleted-meanwhile", HttpStatusCode.OK)]
    public async Task An_unknown_topic_is_not_found_and_an_unknown_provider_takes_no_help_away(string path, HttpStatusCode expected)
    {
        (await started.Admin.GetAsync(path)).Status.ShouldBe(expected);
    }
}
