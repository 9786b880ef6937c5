using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Generation.Trials.Examples;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Generation;

/// <summary>Answers that are kept as examples, and asked once more of other settings.</summary>
public sealed class ExampleTests(TrialBench bench) : IClassFixture<TrialBench>, IAsyncLifetime
{
    [Fact]
    public async Task An_answer_is_kept_with_what_it_has_to_mention_and_can_be_deleted()
    {
        var kept = await bench.KeepAsync("How long can I\nreturn it?", "Within **14** days.", mentions: "14 days\n\n 14 days \nwithin");

        (kept.Status, kept.Text(".note")).ShouldBe((HttpStatusCode.OK, "Saved as the example “How long can I return it?”. All examples"));
        var page = await bench.Admin.PageAsync("/generation/examples");
        var example = page.QuerySelector("section[aria-label='How long can I return it?']")!;
        example.TextContent.ShouldContain("Has to mention “14 days”, “within”.");
        example.QuerySelector(".said strong")!.TextContent.ShouldBe("14");
        var delete = example.QuerySelector("a.btn-danger-quiet")!.GetAttribute("href")!;
        (await bench.Admin.PageAsync(delete)).QuerySelector("h1")!.TextContent.ShouldBe("Delete the example “How long can I return it?”?");

        (await bench.Admin.PressAsync(delete)).Status.ShouldBe(HttpStatusCode.Redirect);
        (await bench.Admin.PressAsync(delete)).Status.ShouldBe(HttpStatusCode.NotFound);

        (await bench.Admin.PageAsync("/generation/examples")).QuerySelector(".empty h2")!.TextContent.ShouldBe("No example yet");
        (await bench.Bots.Portal.InDatabaseAsync(db => db.Audit.Where(a => a.Action.StartsWith("trial_example") && a.SubjectName == "How long can I return it?").OrderBy(a => a.Id).Select(a => a.Action).ToListAsync())).ShouldBe(["trial_example.saved", "trial_example.deleted"]);
    }

    [Theory]
    [InlineData("", "Yes.", "", "", "A question has 1 to 8,000 characters.")]
    [InlineData("Can I?", " ", "", "", "An answer that can be kept has 1 to 100,000 characters.")]
    [InlineData("Can I?", "Yes.", "", "no", "This answer itself does not mention “no”. Enter what it says, word for word.")]
    [InlineData("Can I?", "Yes.", "first", "", "There is an example named “first” already. Give this one another name.")]
    [InlineData("Can I?", "Yes.", "a\u202Eb", "", "The name contains a line break or a character that cannot be seen. Type it again.")]
    public async Task What_cannot_be_kept_is_refused_and_nothing_is_lost(string question, string answer, string name, string mentions, string sentence)
    {
        (await bench.KeepAsync("A first one", "Yes.", "First")).Status.ShouldBe(HttpStatusCode.OK);

        foreach (var htmx in (bool[])[true, false])
        {
            var refused = await bench.KeepAsync(question, answer, name, mentions, htmx);

            refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            refused.Page.QuerySelectorAll("#after-trial .error").Select(e => e.TextContent.Trim()).ShouldContain(sentence);
            refused.Page.QuerySelector("#after-trial details")!.HasAttribute("open").ShouldBeTrue();
            refused.Page.QuerySelector("[name='Keep.Question']")!.GetAttribute("value").ShouldBe(question);
            refused.Text("#keep-mentions").ShouldBe(mentions);
        }
    }

    [Fact]
    public async Task There_are_no_more_examples_than_a_replay_should_cost()
    {
        for (var n = 0; n < TrialExamples.Most; n++) await bench.Bots.Portal.InDatabaseAsync(db =>
        {
            db.TrialExamples.Add(new() { Id = Guid.NewGuid(), Name = $"Example {n}", Question = "?", Answer = "!", Model = "" });
            return db.SaveChangesAsync();
        });

        (await bench.KeepAsync("One more?", "No.")).Text("#after-trial .error").ShouldBe("There are 50 examples already, and each costs an answer at every replay. Delete one first.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_replay_asks_all_of_the_draft_and_says_which_answers_miss_something(bool htmx)
    {
        await bench.KeepAsync("Return", "You said: Return", "Held", "you said:\nRETURN");
        await bench.KeepAsync("Refund", "Within 14 days", "Missed", "14 days");
        await bench.KeepAsync("Size", "Large", "Seen");

        var answer = await bench.ReplayAsync(htmx, ("Model", "shop/fake-large"), ("SystemPrompt", "Be kind."));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        var seen = WebUtility.HtmlDecode(htmx ? await bench.Admin.StreamAsync(Acts.RunIn(answer.Html)) : answer.Html);
        seen.ShouldContain("Mentions all");
        seen.ShouldContain("It does not mention “14 days”.");
        seen.ShouldContain("Look at it");
        seen.ShouldContain("[Shop] fake-large: 1 × mentions all, 1 × misses something, 1 × to be looked at.");
        seen.ShouldContain("Hello from the fake fake-large. You said: Refund");
        bench.Bots.Asked.Count.ShouldBe(3);
        bench.Bots.Asked.ShouldAllBe(a => a.Body.Contains("Be kind.", StringComparison.Ordinal));
        if (!htmx) answer.Text("#system-prompt").ShouldBe("Be kind.");
    }

    [Fact]
    public async Task With_the_first_example_that_is_saved_it_can_be_replayed_without_loading_the_page_again()
    {
        var kept = await bench.KeepAsync("Can I return it?", "Yes.");

        var acts = kept.Page.QuerySelector("#replay-acts")!;
        acts.GetAttribute("hx-swap-oob").ShouldBe("true");
        acts.QuerySelector("[formaction='/generation/replay']")!.TextContent.Trim().ShouldBe("Replay 1 example");
        var form = await bench.Admin.PageAsync(GenerationBench.Edit);
        form.QuerySelectorAll("#replay-acts").ShouldHaveSingleItem().HasAttribute("hx-swap-oob").ShouldBeFalse();
        (await bench.KeepAsync("", "Refused")).Page.QuerySelector("#replay-acts").ShouldBeNull();
    }

    [Theory]
    [InlineData("you said", "notice-good")]
    [InlineData("", "notice-plain")]
    [InlineData("never said", "notice-attention")]
    public async Task Only_a_replay_in_which_nothing_is_left_to_look_at_is_called_good(string mentions, string tone)
    {
        await bench.KeepAsync("Return", "You said: Return. Never said.", mentions: mentions);

        var page = await bench.ReplayAsync(htmx: false);

        page.Page.QuerySelector("#trial [role=status]")!.ClassList.ShouldContain(tone);
    }

    [Fact]
    public async Task One_that_gets_no_answer_says_so_and_the_others_go_on()
    {
        await bench.KeepAsync("One", "1");
        await bench.KeepAsync("Two", "2", mentions: "2");
        bench.Bots.Fake.BehaveNext(FakeBehaviour.Overloaded);

        var page = await bench.ReplayAsync(htmx: false);

        page.Text("#trial [role=status]").ShouldContain("1 × no answer");
        page.Page.QuerySelectorAll(".replay .badge").Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_person_replays_one_at_a_time_and_can_stop_it()
    {
        await bench.KeepAsync("One", "1");
        bench.Bots.Fake.BehaveNext(FakeBehaviour.Hang);
        var run = Acts.RunIn((await bench.ReplayAsync(htmx: true)).Html);
        await bench.Bots.Fake.WaitForRequestsAsync(1, TestContext.Current.CancellationToken);

        (await bench.ReplayAsync(htmx: true)).Text("#trial [role=alert]").ShouldBe("A replay of yours is under way. Wait for its end, or stop it.");
        await bench.Admin.PressAsync($"/runs/{run}/cancel", htmx: true);

        var stream = await bench.Admin.StreamAsync(run);
        stream.ShouldContain("Stopped.");
        // Nobody waited for it: that says nothing of the model.
        WebUtility.HtmlDecode(stream).ShouldContain("fake-small: 1 × stopped.");
        stream.ShouldNotContain("no answer");
        await bench.Bots.Asked.ShouldHaveSingleItem().Aborted.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Without_an_example_there_is_nothing_to_replay()
    {
        (await bench.Admin.PageAsync(GenerationBench.Edit)).QuerySelector("[formaction='/generation/replay']").ShouldBeNull();

        (await bench.ReplayAsync(htmx: true)).Text("#trial [role=alert]").ShouldBe("There is no example yet. Try a question first, and save its answer as one.");
    }

    [Theory]
    [InlineData("You have **14** days.", "14 days", true)]
    [InlineData("You have 14\n days.", "14   DAYS", true)]
    [InlineData("You have 140 days.", "14 days", false)]
    [InlineData("Anything", "", true)]
    public void Mentions_are_found_whatever_marks_stand_between(string answer, string mentions, bool holds) => (ExampleMentions.MissingIn(answer, mentions).Count == 0).ShouldBe(holds);

    public async ValueTask InitializeAsync()
    {
        await bench.Bots.Portal.InDatabaseAsync(db => db.TrialExamples.ExecuteDeleteAsync());
        bench.Bots.Fake.StartOver();
        bench.Bots.Fake.Reply = null;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
