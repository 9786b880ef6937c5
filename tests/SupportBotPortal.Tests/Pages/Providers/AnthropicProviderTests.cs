using SupportBotPortal.Core.Data;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers;

/// <summary>Anthropic, as an admin meets it: loaded by the portal, from the form to the result.</summary>
public sealed class AnthropicProviderTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    private const string New = "/providers/new?type=anthropic";

    [Fact]
    public async Task The_form_offers_what_a_new_provider_needs()
    {
        var form = (await started.Admin.GetAsync(New)).Page;

        form.QuerySelector("input[name='Form.BaseUrl']")!.GetAttribute("value").ShouldBe("https://api.anthropic.com/v1");
        form.QuerySelectorAll("input").Select(i => i.GetAttribute("value")).ShouldContain("2023-06-01");
        form.QuerySelectorAll("a").Select(a => a.GetAttribute("href")).ShouldContain("https://platform.claude.com/settings/keys");
    }

    [Fact]
    public async Task Models_of_all_pages_are_found_before_anything_is_saved()
    {
        var found = await started.Admin.TryDiscoveryAsync(New, Typed("Found"));

        found.Text("#discovery-panel").ShouldContain("5 found");
        found.Page.QuerySelectorAll("#discovery-panel input[name='Form.PickedModels']").Select(i => i.GetAttribute("value")).ShouldContain("claude-haiku-4-5-20251001");
    }

    [Fact]
    public async Task A_saved_provider_is_tested_with_its_first_model_without_generating()
    {
        await using var fake = await FakeUpstream.StartAsync();
        var slug = await started.Admin.AddTestedAsync(New, [.. Typed("Counted", fake), ("ModelsText", "claude-sonnet-5\nclaude-opus-5-5")]);

        var test = (await started.Portal.ProviderAsync(slug)).LastTest!;
        (test.Outcome, test.Proof).ShouldBe((ProviderTestOutcome.Passed, ProofLevel.KeyProven));
        fake.Requests.Where(r => r.Endpoint == FakeEndpoint.Count).ShouldHaveSingleItem().Json["model"]!.GetValue<string>().ShouldBe("claude-sonnet-5");
        fake.Requests.ShouldNotContain(r => r.Endpoint == FakeEndpoint.Chat);
    }

    [Fact]
    public async Task A_saved_provider_whose_model_is_gone_fails_its_free_test()
    {
        var slug = await started.Admin.AddTestedAsync(New, [.. Typed("Gone"), ("ModelsText", "claude-gone-1")]);

        var test = (await started.Portal.ProviderAsync(slug)).LastTest!;
        (test.Outcome, test.Cause).ShouldBe((ProviderTestOutcome.Failed, FailureCause.ModelMissing));
    }

    private (string Field, string Value)[] Typed(string name, FakeUpstream? fake = null) =>
        [("Name", name), ("BaseUrl", (fake ?? started.Fake).AnthropicUrl.AbsoluteUri), ("ApiKey", "sk-fake-anthropic")];
}
