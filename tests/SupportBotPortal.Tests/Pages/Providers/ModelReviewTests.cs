using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers;

/// <summary>Discovery shows what differs; the list is changed by people only.</summary>
public sealed class ModelReviewTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));
    private PortalFactory portal = null!;
    private FakeUpstream fake = null!;
    private PortalBrowser admin = null!;

    public async ValueTask InitializeAsync()
    {
        portal = new() { Replace = StartedPortal.Quick, Clock = clock };
        fake = await FakeUpstream.StartAsync();
        admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);
    }

    [Fact]
    public async Task What_is_found_is_remembered_and_the_list_stays_as_it_is()
    {
        fake.Models = ["kept", "other"];
        var slug = await AddAsync("kept");

        var panel = await DiscoverAsync(slug);

        panel.Text(".side").ShouldContain("2 found");
        (await portal.ProviderAsync(slug)).Models.ShouldBe(["kept"]);
        (await KnownAsync(slug)).Select(m => m.ModelId).ShouldBe(["kept", "other"]);
    }

    [Fact]
    public async Task New_vanished_and_entered_by_hand_are_told_apart()
    {
        fake.Models = ["kept", "leaves"];
        var slug = await AddAsync("kept\nleaves\nby-hand");
        await DiscoverAsync(slug);
        await ReviewAsync(slug);
        clock.Advance(TimeSpan.FromMinutes(10));
        fake.Models = ["kept", "arrives"];

        var panel = await DiscoverAsync(slug);

        panel.Text(".side").ShouldContain("2 found");
        panel.Text(".side").ShouldContain("1 new since the last review, 1 vanished");
        panel.Text(".gone .mono").ShouldBe("leaves");
        panel.Page.QuerySelectorAll(".picks .pick:has(.tag-new) .mono").Select(m => m.TextContent).ShouldBe(["arrives"]);
        panel.Text(".help .mono").ShouldBe("by-hand");
        (await portal.ProviderAsync(slug)).Models.ShouldBe(["kept", "leaves", "by-hand"]);
        (await admin.PageAsync($"/providers/{slug}")).QuerySelector(".models .tag-attention")!.TextContent.ShouldBe("not listed since 2026-06-01");
    }

    [Fact]
    public async Task What_is_ticked_is_added_and_taken_out_whatever_somebody_else_changed_meanwhile()
    {
        fake.Models = ["a", "b"];
        var slug = await AddAsync("a\ngone");
        await DiscoverAsync(slug);
        await admin.SaveAsync($"/providers/{slug}/edit", ("ModelsText", "a\ngone\ntheirs"));

        await ReviewAsync(slug, ("add", "b"), ("remove", "gone"));

        (await portal.ProviderAsync(slug)).Models.ShouldBe(["a", "theirs", "b"]);
        var line = await portal.InDatabaseAsync(db => db.Audit.OrderByDescending(a => a.Id).FirstAsync());
        line.Action.ShouldBe("provider.models_reviewed");
        line.Changes.ShouldContain("a, gone, theirs");
        line.Changes.ShouldContain("a, theirs, b");
    }

    [Fact]
    public async Task After_a_review_nothing_is_new_any_more()
    {
        fake.Models = ["a"];
        var slug = await AddAsync("a");
        await DiscoverAsync(slug);
        await ReviewAsync(slug);
        clock.Advance(TimeSpan.FromMinutes(10));
        fake.Models = ["a", "b"];
        (await DiscoverAsync(slug)).Page.QuerySelectorAll(".tag-new").Length.ShouldBe(1);
        (await admin.PageAsync($"/providers/{slug}")).QuerySelector("#discovery-panel")!.TextContent.ShouldContain("1 of them new since the last review");
        clock.Advance(TimeSpan.FromMinutes(10));

        await ReviewAsync(slug);

        (await DiscoverAsync(slug)).Page.QuerySelectorAll(".tag-new").ShouldBeEmpty();
        (await portal.ProviderAsync(slug)).Models.ShouldBe(["a"]);
    }

    [Theory]
    [InlineData(FakeBehaviour.EmptyList)]
    [InlineData(FakeBehaviour.InvalidKey)]
    [InlineData(FakeBehaviour.HtmlWith200)]
    [InlineData(FakeBehaviour.TruncatedJson)]
    public async Task An_error_or_an_empty_answer_changes_nothing(FakeBehaviour behaviour)
    {
        fake.Models = ["a", "b"];
        var slug = await AddAsync("a");
        await DiscoverAsync(slug);
        var before = await KnownAsync(slug);
        clock.Advance(TimeSpan.FromMinutes(10));
        fake.Behave(behaviour);

        var panel = await DiscoverAsync(slug);

        panel.Page.QuerySelectorAll(".gone, .tag-attention").ShouldBeEmpty();
        (await KnownAsync(slug)).Select(m => (m.ModelId, m.LastSeenAt, m.VanishedAt)).ShouldBe(before.Select(m => (m.ModelId, m.LastSeenAt, m.VanishedAt)));
    }

    [Fact]
    public async Task Other_capitals_change_nothing()
    {
        fake.Models = ["Model-A"];
        var slug = await AddAsync("model-a");
        await DiscoverAsync(slug);
        await ReviewAsync(slug);
        clock.Advance(TimeSpan.FromMinutes(10));
        fake.Models = ["MODEL-A"];

        var panel = await DiscoverAsync(slug);

        panel.Page.QuerySelectorAll(".gone, .tag-new").ShouldBeEmpty();
        (await KnownAsync(slug)).ShouldHaveSingleItem().VanishedAt.ShouldBeNull();
        (await portal.ProviderAsync(slug)).Models.ShouldBe(["model-a"]);
    }

    [Fact]
    public async Task An_empty_list_of_ones_own_means_the_defaults_and_says_which_of_them_the_key_is_not_shown()
    {
        fake.Models = ["gpt-6.1-sol", "only-here"];
        var slug = await admin.AddTestedAsync(Acts.NewOpenAi, ("Name", "Defaults"), ("BaseUrl", fake.OpenAiUrl.AbsoluteUri), ("ApiKey", "sk-fake-openai"));

        var panel = await DiscoverAsync(slug);

        panel.Text(".side").ShouldContain("the type’s defaults are used");
        panel.Page.QuerySelectorAll("input[name=remove]").ShouldBeEmpty();
        panel.Page.QuerySelectorAll("input[name=add][disabled]").ShouldBeEmpty();
        panel.Text(".side").ShouldContain("Defaults of the type that this key is not shown");
    }

    [Fact]
    public async Task Whoever_may_only_test_sees_the_difference_and_can_change_nothing()
    {
        fake.Models = ["a"];
        var slug = await AddAsync("b");
        using var tester = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Operator);

        var panel = await DiscoverAsync(slug, tester);

        panel.Text(".side").ShouldContain("1 found");
        panel.Page.QuerySelectorAll("input[name=add], .review").ShouldBeEmpty();
        (await tester.PostAsync($"/providers/{slug}", $"/providers/{slug}/models", new() { ["add"] = "a" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await portal.ProviderAsync(slug)).Models.ShouldBe(["b"]);
    }

    [Fact]
    public async Task What_was_discovered_beside_the_form_is_remembered_with_the_provider_saved_from_it()
    {
        fake.Models = ["a", "b"];
        var typed = new (string, string)[] { ("Name", "From the form"), ("BaseUrl", fake.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"), ("ModelsText", "a") };
        await admin.TryDiscoveryAsync(Acts.NewCustom, typed);

        var slug = await admin.AddTestedAsync(Acts.NewCustom, typed);

        (await KnownAsync(slug)).Select(m => m.ModelId).ShouldBe(["a", "b"]);
        (await portal.ProviderAsync(slug)).ModelsReviewedAt.ShouldBe(clock.GetUtcNow().UtcDateTime);
    }

    [Fact]
    public async Task A_model_that_vanished_does_not_make_a_provider_look_broken_that_serves_the_others()
    {
        fake.Models = ["leaves", "stays"];
        var slug = await admin.AddTestedAsync("/providers/new?type=anthropic", ("Name", "Counted"), ("BaseUrl", fake.AnthropicUrl.AbsoluteUri), ("ApiKey", "sk-fake-anthropic"), ("ModelsText", "leaves\nstays"));
        await DiscoverAsync(slug);
        fake.Models = ["stays"];
        await DiscoverAsync(slug);

        await admin.TestSavedAsync(slug);

        (await portal.ProviderAsync(slug)).LastTest!.Outcome.ShouldBe(ProviderTestOutcome.Passed);
        (await portal.ProviderAsync(slug)).Models.ShouldBe(["leaves", "stays"]);
    }

    [Fact]
    public async Task What_was_discovered_beside_the_form_does_not_undo_what_was_found_since()
    {
        fake.Models = ["leaves", "stays"];
        var slug = await AddAsync("leaves");
        await admin.TryDiscoveryAsync($"/providers/{slug}/edit");
        clock.Advance(TimeSpan.FromMinutes(1));
        fake.Models = ["stays"];
        await DiscoverAsync(slug);

        await admin.SaveAsync($"/providers/{slug}/edit", ("Notes", "saved after all"));

        (await KnownAsync(slug)).Select(m => m.ModelId).ShouldBe(["stays"]);
    }

    [Fact]
    public async Task An_id_that_hides_something_is_refused_with_a_sentence()
    {
        var slug = await AddAsync("a");

        await ReviewAsync(slug, ("add", "evil\u202Eid"));

        (await portal.ProviderAsync(slug)).Models.ShouldBe(["a"]);
        (await admin.PageAsync($"/providers/{slug}")).Body!.TextContent.ShouldContain("cannot be a model's id");
    }

    public async ValueTask DisposeAsync()
    {
        admin.Dispose();
        await portal.DisposeAsync();
        await fake.DisposeAsync();
    }

    private Task<string> AddAsync(string models) =>
        admin.AddTestedAsync(Acts.NewCustom, ("Name", "Reviewed"), ("BaseUrl", fake.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"), ("ModelsText", models));

    private async Task<Answer> DiscoverAsync(string slug, PortalBrowser? by = null) =>
        await Answer.OfAsync(await (by ?? admin).PostAsync($"/providers/{slug}", $"/providers/{slug}/discover", []));

    private async Task ReviewAsync(string slug, params (string, string)[] ticks) =>
        (await admin.PostAsync($"/providers/{slug}", $"/providers/{slug}/models", ticks.ToDictionary(t => t.Item1, t => t.Item2))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

    private Task<List<ProviderModel>> KnownAsync(string slug) => portal.InDatabaseAsync(db =>
        db.ProviderModels.AsNoTracking().Where(m => db.Providers.Any(p => p.Id == m.ProviderId && p.Slug == slug)).OrderBy(m => m.ModelId).ToListAsync());
}
