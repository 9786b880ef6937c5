using System.Net;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers.Checks;

/// <summary>Whatever is wrong with a plan is said at its field, and nothing that was typed is lost.</summary>
public sealed class CheckPlanRefusalTests(PlanBench bench) : IClassFixture<PlanBench>
{
    public static TheoryData<string, string, string, string> Wrong => new()
    {
        { "Interval Every=29 Unit=Seconds", "every", "29", "The shortest interval is 30 seconds" },
        { "Interval Every=0 Unit=Minutes", "every", "0", "The shortest interval is 30 seconds" },
        { "Interval Every=169 Unit=Hours", "every", "169", "The longest interval is 168 hours" },
        { "Interval Every=99999999 Unit=Hours", "every", "99999999", "The longest interval is 168 hours" },
        { "Interval Every=99999999999999999999 Unit=Seconds", "every", "99999999999999999999", "The longest interval is 168 hours" },
        { "Interval Every= Unit=Minutes", "every", "", "Enter a whole number, such as 5 minutes." },
        { "Interval Every=1.5 Unit=Hours", "every", "1.5", "For an hour and a half, enter 90 minutes." },
        { "Interval Every=-5 Unit=Minutes", "every", "-5", "Enter a whole number" },
        { "Interval Every=٥ Unit=Minutes", "every", "٥", "Enter a whole number" },
        { "Interval Every=5 Unit=Years", "every", "5", "This is not one of the offered values." },
        { "Interval Every=5 Unit=7", "every", "5", "This is not one of the offered values." },
        { "Cron Cron=", "cron", "", "Enter a cron expression" },
        { "Cron Cron=every_morning", "cron", "every morning", "That is no cron expression" },
        { "Cron Cron=61_*_*_*_*", "cron", "61 * * * *", "That is no cron expression" },
        { "Cron Cron=*/10_*_*_*_*_*", "cron", "*/10 * * * * *", "This fires every 10 seconds. The shortest interval is 30 seconds." },
        { "Cron Cron=0_0_30_2_*", "cron", "0 0 30 2 *", "This never fires" },
        { "Cron Cron=0_0_0_1_1_?_2020", "cron", "0 0 0 1 1 ? 2020", "This never fires" },
        { "Cron Cron=0_8_*_*_* TimeZone=Europe/Atlantis", "time-zone", "Europe/Atlantis", "No time zone is called “Europe/Atlantis”. Choose one such as UTC or Europe/Madrid." },
        { "Cron Cron=0_8_*_*_* TimeZone=W._Europe_Standard_Time", "time-zone", "W. Europe Standard Time", "No time zone is called" },
        { "Cron Cron=0_8_*_*_* TimeZone=../../../etc/localtime", "time-zone", "../../../etc/localtime", "No time zone is called" },
        { "Usual SlowMilliseconds=9", "slow", "9", "Enter a number of milliseconds from 10 to 60,000" },
        { "Usual SlowMilliseconds=60001", "slow", "60001", "Enter a number of milliseconds from 10 to 60,000" },
        { "Usual SlowMilliseconds=fast", "slow", "fast", "or nothing for the portal’s usual threshold" },
        { "Usual FailuresBeforeDown=0", "failures", "0", "Enter how many tests in a row must fail, from 1 to 20." },
        { "Usual FailuresBeforeDown=21", "failures", "21", "Enter how many tests in a row must fail, from 1 to 20." },
        { "Usual SuccessesBeforeUp=", "successes", "", "Enter how many tests in a row must pass, from 1 to 20." },
        { "Usual SuccessesBeforeUp=21", "successes", "21", "Enter how many tests in a row must pass, from 1 to 20." },
        { "Usual IsDeep=true DeepHours=0", "deep-hours", "0", "Enter a number of hours from 1 to 744" },
        { "Usual IsDeep=true DeepHours=745", "deep-hours", "745", "Enter a number of hours from 1 to 744" },
        { "Usual IsDeep=true DeepPerMonth=0", "deep-per-month", "0", "Enter how many calls may cost something in a month, from 1 to 1,000." },
        { "Usual IsDeep=true DeepPerMonth=1001", "deep-per-month", "1001", "For none, leave out the paid tests." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_value_that_cannot_be_is_refused_with_a_sentence_at_its_field(string typed, string field, string value, string sentence)
    {
        var provider = await bench.AddAsync();

        var refused = await bench.Admin.SavePlanAsync(provider.Slug, Fields(typed));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text($"#{field}-help .error").ShouldContain(sentence);
        var input = refused.Page.QuerySelector($"#{field}")!;
        (input.GetAttribute("value") ?? "").ShouldBe(value);
        input.GetAttribute("aria-invalid").ShouldBe("true");
        refused.Text("#checks-form > .error").ShouldBe("One field needs your attention. What you typed is still here.");
        refused.Text("#checks-preview").ShouldContain("Nothing yet.");
        await IsUntouchedAsync(provider);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        var provider = await bench.AddAsync();

        var refused = await bench.Admin.SavePlanAsync(provider.Slug, Fields("Cron Cron=never TimeZone=Nowhere FailuresBeforeDown=0 IsDeep=true DeepHours=x"));

        refused.Text("#checks-form > .error").ShouldStartWith("4 things need your attention.");
        refused.Page.QuerySelectorAll("[aria-invalid]").Select(e => e.Id).ShouldBe(["cron", "time-zone", "deep-hours", "failures"]);
    }

    [Fact]
    public async Task What_belongs_to_another_choice_is_not_looked_at()
    {
        var provider = await bench.AddAsync();

        var saved = await bench.Admin.SavePlanAsync(provider.Slug, Fields("Usual Every=x Cron=never TimeZone=Nowhere IsDeep=false DeepHours=x DeepPerMonth=x SlowMilliseconds=800"));

        saved.Status.ShouldBe(HttpStatusCode.Redirect, saved.Html);
        var plan = (await bench.Portal.ProviderAsync(provider.Slug)).Checks;
        (plan.Rhythm, plan.Seconds, plan.Cron, plan.TimeZone, plan.DeepHours, plan.SlowMilliseconds).ShouldBe((CheckRhythm.Usual, null, null, null, null, 800));
    }

    [Theory]
    [InlineData("Sometimes")]
    [InlineData("9")]
    public async Task A_rhythm_that_was_never_offered_is_refused(string rhythm)
    {
        var provider = await bench.AddAsync();

        var refused = await bench.Admin.SavePlanAsync(provider.Slug, ("Rhythm", rhythm));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("#rhythm-messages .error").ShouldNotBeEmpty();
        await IsUntouchedAsync(provider);
    }

    [Fact]
    public async Task By_htmx_the_form_comes_back_alone_with_the_preview_beside_it()
    {
        var provider = await bench.AddAsync();

        var refused = await bench.Admin.PostPlanAsync(provider.Slug, await bench.Admin.PlanFormAsync(provider.Slug, Fields("Interval Every=1 Unit=Seconds")), htmx: true);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Page.QuerySelectorAll("main").ShouldBeEmpty();
        refused.Page.QuerySelector("[hx-swap-oob]")!.TextContent.ShouldContain("The shortest interval is 30 seconds");
    }

    private static (string, string)[] Fields(string typed)
    {
        var words = typed.Split(' ');
        return [("Rhythm", words[0]), .. words.Skip(1).Select(w => w.Split('=', 2)).Select(pair => (pair[0], pair[1].Replace('_', ' ')))];
    }

    private async Task IsUntouchedAsync(Provider provider)
    {
        var now = await bench.Portal.ProviderAsync(provider.Slug);
        (now.Version, now.Checks.Rhythm, now.CheckSlot.NextAt).ShouldBe((provider.Version, CheckRhythm.Usual, provider.CheckSlot.NextAt));
    }
}
