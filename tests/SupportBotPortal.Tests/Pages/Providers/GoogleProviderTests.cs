using SupportBotPortal.Core.Data;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers;

/// <summary>Google, as an admin meets it: loaded by the portal, from the form to the result.</summary>
public sealed class GoogleProviderTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    private const string New = "/providers/new?type=google";

    [Fact]
    public async Task The_form_offers_what_a_new_provider_needs()
    {
        var form = (await started.Admin.GetAsync(New)).Page;

        form.QuerySelector("input[name='Form.BaseUrl']")!.GetAttribute("value").ShouldBe("https://generativelanguage.googleapis.com/v1beta");
        form.QuerySelectorAll("a").Select(a => a.GetAttribute("href")).ShouldContain("https://aistudio.google.com/api-keys");
    }

    [Fact]
    public async Task Models_of_all_pages_are_found_before_anything_is_saved()
    {
        var found = await started.Admin.TryDiscoveryAsync(New, Typed("Found"));

        found.Text("#discovery-panel").ShouldContain("6 found");
        found.Page.QuerySelectorAll("#discovery-panel input[name='Form.PickedModels']").Select(i => i.GetAttribute("value")).ShouldContain("gemini-3.1-pro-preview");
    }

    [Theory]
    [InlineData("counted", "")]
    [InlineData("pasted-from-openai", "/openai/chat/completions")]
    public async Task A_saved_provider_is_tested_with_its_first_model_without_generating(string name, string ending)
    {
        await using var fake = await FakeUpstream.StartAsync();
        var slug = await started.Admin.AddTestedAsync(New, ("Name", name), ("BaseUrl", fake.GoogleUrl.AbsoluteUri + ending), ("ApiKey", fake.Options.GoogleKey), ("ModelsText", "gemini-3.8-flash\ngemini-3.6-flash"));

        var test = (await started.Portal.ProviderAsync(slug)).LastTest!;
        (test.Outcome, test.Proof).ShouldBe((ProviderTestOutcome.Passed, ProofLevel.KeyProven));
        fake.Requests.Where(r => r.Endpoint == FakeEndpoint.Count).ShouldAllBe(r => r.Path == "/google/v1beta/models/gemini-3.8-flash:countTokens");
        fake.Requests.ShouldContain(r => r.Endpoint == FakeEndpoint.Count);
        fake.Requests.ShouldNotContain(r => r.Endpoint == FakeEndpoint.Chat);
        fake.Requests.ShouldAllBe(r => !r.Query.Contains("key", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task What_only_Google_does_is_told_with_what_to_do_about_it()
    {
        await using var fake = await FakeUpstream.StartAsync();
        fake.Behave(FakeBehaviour.LeakedKey);
        var tried = await started.Admin.TryTestAsync(New, ("Name", "Leaked"), ("BaseUrl", fake.GoogleUrl.AbsoluteUri), ("ApiKey", fake.Options.GoogleKey));

        tried.Text("#test-panel").ShouldContain("has found this key in public");
        tried.Html.ShouldNotContain(fake.Options.GoogleKey);
    }

    private (string Field, string Value)[] Typed(string name) =>
        [("Name", name), ("BaseUrl", started.Fake.GoogleUrl.AbsoluteUri), ("ApiKey", started.Fake.Options.GoogleKey)];
}
