using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Bots;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Generation;

/// <summary>The playground: what stands in the form answers, beside what is in production, and nothing of it stays.</summary>
public sealed class TrialTests(TrialBench bench) : IClassFixture<TrialBench>, IAsyncLifetime
{
    [Theory]
    [InlineData("shop/fake-large", "fake-large")]
    [InlineData("claude/claude-sonnet-5", "claude-sonnet-5")]
    public async Task The_draft_and_what_is_in_production_answer_side_by_side(string model, string says)
    {
        var panel = await bench.TryAsync(TrialBench.Question, htmx: true, ("Model", model), ("SystemPrompt", "Be kind."), ("Temperature", "0.3"));

        panel.Status.ShouldBe(HttpStatusCode.OK, panel.Html);
        panel.Page.QuerySelectorAll("[sse-swap] h2").Select(h => h.TextContent).ShouldBe(["With these settings", "In production now"]);
        var stream = await bench.Admin.StreamAsync(Acts.RunIn(panel.Html));
        stream.ShouldContain($"Hello from the fake {says}. You said: {TrialBench.Question}");
        stream.ShouldContain($"Hello from the fake fake-small. You said: {TrialBench.Question}");
        stream.ShouldContain("first word after");
        stream.ShouldContain("tokens read");
        // The clock stands still here: less than a second is not “0.0 s”.
        stream.ShouldContain("0 ms in all");
        // Each is asked with its own settings.
        bench.Bots.Asked.Count.ShouldBe(2);
        bench.Bots.Asked.Select(a => a.Body).Count(b => b.Contains("Be kind.", StringComparison.Ordinal) && b.Contains("0.3", StringComparison.Ordinal)).ShouldBe(1);
        bench.Bots.Asked.Select(a => a.Body).Count(b => b.Contains("Be brief.", StringComparison.Ordinal) && !b.Contains("0.3", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_of_it_is_stored()
    {
        var before = await VersionsAsync();
        var panel = await bench.TryAsync(TrialBench.Question, htmx: true, ("SystemPrompt", "Be kinder than ever."));
        await bench.Admin.StreamAsync(Acts.RunIn(panel.Html));

        (await VersionsAsync()).ShouldBe(before);
        var audited = await bench.Bots.Portal.InDatabaseAsync(db => db.Audit.Where(a => a.Action.StartsWith("trial") || a.Action.StartsWith("generation")).CountAsync());
        audited.ShouldBe(before);
        foreach (var file in Directory.GetFiles(bench.Bots.Portal.DataDirectory, "*.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var content = new MemoryStream();
            await stream.CopyToAsync(content, TestContext.Current.CancellationToken);
            var text = Encoding.UTF8.GetString(content.ToArray());
            text.Contains("4711", StringComparison.Ordinal).ShouldBeFalse(file);
            text.Contains("kinder than ever", StringComparison.Ordinal).ShouldBeFalse(file);
        }
    }

    [Fact]
    public async Task Without_a_script_the_page_waits_for_the_answers_and_keeps_what_was_typed()
    {
        var page = await bench.TryAsync(TrialBench.Question, htmx: false, ("Model", "shop/fake-large"), ("SystemPrompt", "Be kind."));

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Page.QuerySelectorAll("#trial .said").Select(s => s.TextContent.Trim()).ShouldBe([$"Hello from the fake fake-large. You said: {TrialBench.Question}", $"Hello from the fake fake-small. You said: {TrialBench.Question}"]);
        page.Text("#system-prompt").ShouldBe("Be kind.");
        page.Text("#trial-message").ShouldBe(TrialBench.Question);
        page.Page.QuerySelector("#after-trial [name='Keep.Answer']")!.GetAttribute("value").ShouldBe($"Hello from the fake fake-large. You said: {TrialBench.Question}");
    }

    [Fact]
    public async Task What_is_in_production_unchanged_is_asked_once()
    {
        var panel = await bench.TryAsync(TrialBench.Question, htmx: true);
        await bench.Admin.StreamAsync(Acts.RunIn(panel.Html));

        panel.Page.QuerySelectorAll("[sse-swap] h2").Length.ShouldBe(1);
        bench.Bots.Asked.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_answer_is_shown_as_markdown_and_nothing_in_it_runs_loads_or_leads_astray()
    {
        bench.Bots.Fake.Reply = "**Bold** <script>alert(1)</script> <img src=http://evil.example/a.png> ![i](http://evil.example/b.png) [x](javascript:alert(1)) [y](data:text/html,x) [help](https://shop.example/help)";

        var page = await bench.TryAsync(TrialBench.Question, htmx: false);

        var said = page.Page.QuerySelector("#trial .said")!;
        said.QuerySelector("strong")!.TextContent.ShouldBe("Bold");
        said.QuerySelectorAll("script, img, iframe, style, [onerror]").ShouldBeEmpty();
        said.QuerySelectorAll("a").Select(a => (a.GetAttribute("href"), a.GetAttribute("rel"))).ShouldAllBe(a => a.Item1!.StartsWith("https://shop.example", StringComparison.Ordinal) && a.Item2!.Contains("noreferrer", StringComparison.Ordinal));
        said.TextContent.ShouldContain("alert(1)");
        said.TextContent.ShouldContain("[i] x y help");
    }

    [Fact]
    public async Task An_answer_that_is_nested_without_end_is_shown_as_it_came()
    {
        bench.Bots.Fake.Reply = new string('>', 5_000) + " <b>deep</b>";

        var page = await bench.TryAsync(TrialBench.Question, htmx: false);

        page.Text("#trial .said pre").ShouldEndWith("<b>deep</b>");
    }

    [Theory]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"}}]}\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"\\ud83d\"}}]}\n\ndata: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"}}]}\n\ndata: {\"choices\":[null]}\n\ndata: [DONE]\n\n")]
    [InlineData("data: {\"choices\":\ndata: [{\"delta\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}\r\rdata: [DONE]\r\r")]
    public async Task A_stream_that_bots_can_read_can_be_tried(string stream)
    {
        bench.Bots.Fake.Handler = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(stream);
        };

        var page = await bench.TryAsync(TrialBench.Question, htmx: false);

        page.Text("#trial .said").ShouldBe("Hello");
        page.Page.QuerySelector("#trial .notice").ShouldBeNull();
    }

    [Theory]
    [InlineData("", "Write what a customer would say.")]
    [InlineData("   \n ", "Write what a customer would say.")]
    [InlineData("9000", "The message may have at most 8,000 characters; this one has 9,000.")]
    public async Task A_message_that_cannot_be_asked_is_refused_with_a_sentence(string message, string sentence)
    {
        if (message == "9000") message = new string('x', 9000);
        foreach (var htmx in (bool[])[true, false])
        {
            (await bench.TryAsync(message, htmx)).Text("#trial [role=alert]").ShouldBe(sentence);
        }

        bench.Bots.Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Temperature", "7", "These settings cannot be tried. Temperature: The temperature is a number from 0 to 1.")]
    [InlineData("TopP", "0,5", "These settings cannot be tried. Top-p: Write it with a point: 0.5.")]
    [InlineData("MaximumOutputTokens", "1,5", "These settings cannot be tried. Maximum output tokens: Enter a whole number")]
    [InlineData("Model", "shop/no-such-model", "These settings cannot be tried. Model: “shop/no-such-model” is no model of an active provider.")]
    public async Task Settings_that_could_not_be_saved_are_not_tried_and_the_field_is_named(string field, string value, string sentence)
    {
        var refused = await bench.TryAsync(TrialBench.Question, htmx: true, (field, value));

        refused.Text("#trial [role=alert]").ShouldStartWith(sentence);
        bench.Bots.Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(FakeBehaviour.EchoesKey)]
    [InlineData(FakeBehaviour.Overloaded)]
    [InlineData(FakeBehaviour.StreamError)]
    [InlineData(FakeBehaviour.HtmlWith200)]
    public async Task What_goes_wrong_is_said_without_a_secret_and_fallbacks_do_not_hide_it(FakeBehaviour behaviour)
    {
        bench.Bots.Fake.BehaveNext(behaviour);

        // Fallbacks are not tried, so that one that could not be saved does not matter.
        var page = await bench.TryAsync(TrialBench.Question, htmx: false, ("Fallbacks", "shop/fake-large"), ("Fallbacks", "nobody/knows-it"));

        page.Text("#trial .notice").ShouldNotBeEmpty();
        page.Html.ShouldNotContain("sk-fake");
        bench.Bots.Asked.ShouldHaveSingleItem().Body.ShouldContain("fake-small");
    }

    [Fact]
    public async Task A_model_that_cannot_be_asked_says_what_is_in_the_way()
    {
        await bench.Bots.AddAsync("Resting", "custom", ["fake-large"]);
        await bench.Bots.ChooseAsync("resting/fake-large");
        await bench.Bots.ChangeAsync("resting", p => p.IsActive = false);

        var page = await bench.TryAsync(TrialBench.Question, htmx: false);

        page.Text("#trial .notice").ShouldBe("It cannot be asked. Resting is inactive.");
        bench.Bots.Asked.ShouldBeEmpty();
        await bench.Bots.ChooseAsync("shop/fake-small");
    }

    [Fact]
    public async Task It_can_be_stopped_and_the_providers_calls_end_at_once()
    {
        bench.Bots.Fake.BehaveNext(FakeBehaviour.StreamStall);
        var panel = await bench.TryAsync(TrialBench.Question, htmx: true);
        var run = Acts.RunIn(panel.Html);
        await bench.Bots.Fake.WaitForRequestsAsync(1, TestContext.Current.CancellationToken);

        await bench.Admin.PressAsync($"/runs/{run}/cancel", htmx: true);

        (await bench.Admin.StreamAsync(run)).ShouldContain("Stopped.");
        await bench.Bots.Asked.ShouldHaveSingleItem().Aborted.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_provider_that_bots_are_spared_can_be_tried()
    {
        await bench.Bots.AddAsync("Failing " + Guid.NewGuid().ToString("N")[..6], "custom", ["fake-large"], FakeBehaviour.Overloaded);
        var name = (await bench.Bots.Portal.InDatabaseAsync(db => db.Providers.Where(p => p.Name.StartsWith("Failing")).Select(p => p.Slug).SingleAsync())) + "/fake-large";
        await bench.Bots.ChooseAsync(name, "shop/fake-small");
        using var bot = await bench.Bots.BotAsync();
        for (var n = 0; n < 6; n++) await bot.HelloAsync();
        bench.Bots.Fake.ForgetRequests();

        var page = await bench.TryAsync(TrialBench.Question, htmx: false);

        page.Text("#trial .notice").ShouldContain("overloaded", Case.Insensitive);
        bench.Bots.Asked.ShouldHaveSingleItem();
        await bench.Bots.ChooseAsync("shop/fake-small");
    }

    public ValueTask InitializeAsync()
    {
        bench.Bots.Fake.StartOver();
        bench.Bots.Fake.Reply = null;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<int> VersionsAsync() => bench.Bots.Portal.InDatabaseAsync(db => db.GenerationVersions.CountAsync());
}
