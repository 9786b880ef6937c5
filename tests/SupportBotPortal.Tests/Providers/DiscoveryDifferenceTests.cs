using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers.Models;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Providers;

public sealed class DiscoveryDifferenceTests
{
    private static readonly DateTime Reviewed = new(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Only_what_came_after_the_last_review_is_new()
    {
        var difference = Of(["old", "since", "listed"], ["listed"], Reviewed, ("old", -1), ("listed", -1));

        difference.Found.Select(m => (m.Model.Id, m.State)).ShouldBe([("since", FoundModelState.New), ("listed", FoundModelState.Listed), ("old", FoundModelState.Other)]);
    }

    [Fact]
    public void What_was_seen_after_the_review_stays_new_until_the_next_one()
    {
        Of(["later"], [], Reviewed, ("later", 1)).NewCount.ShouldBe(1);
    }

    [Fact]
    public void Before_the_first_review_nothing_is_new()
    {
        Of(["a", "b"], [], null).NewCount.ShouldBe(0);
    }

    [Fact]
    public void What_vanished_is_told_apart_from_what_was_entered_by_hand()
    {
        var difference = Of(["here"], ["here", "by-hand", "gone"], Reviewed, ("here", -1), ("gone", -1));

        difference.Vanished.Select(m => m.Id).ShouldBe(["gone"]);
        difference.ByHand.Select(m => m.Id).ShouldBe(["by-hand"]);
    }

    [Fact]
    public void Other_capitals_are_no_other_model()
    {
        var difference = Of(["GPT-X"], ["gpt-x"], Reviewed, ("Gpt-X", -1));

        difference.Found.ShouldHaveSingleItem().ListedAs.ShouldBe("gpt-x");
        difference.Missing.ShouldBeEmpty();
        difference.NewCount.ShouldBe(0);
    }

    [Fact]
    public void Two_models_that_differ_only_in_capitals_are_two_where_the_provider_says_so()
    {
        var difference = Of(["m", "M"], ["m"], Reviewed);

        difference.Found.Single(m => m.Model.Id == "m").State.ShouldBe(FoundModelState.Listed);
        difference.Found.Single(m => m.Model.Id == "M").State.ShouldBe(FoundModelState.New);
    }

    [Fact]
    public void An_empty_answer_makes_nothing_vanish()
    {
        Of([], ["listed"], Reviewed, ("listed", -1)).ShouldBe(DiscoveryDifference.None);
    }

    private static DiscoveryDifference Of(string[] found, string[] listed, DateTime? reviewedAt, params (string Id, int DaysAfterReview)[] known) => DiscoveryDifference.Of(
        [.. found.Select(id => new DiscoveredModel(id))],
        listed,
        known.Select(k => new ProviderModel { ModelId = k.Id, FirstSeenAt = Reviewed.AddDays(k.DaysAfterReview), LastSeenAt = Reviewed.AddDays(k.DaysAfterReview) }),
        reviewedAt);
}
