using System.Net;
using SupportBotPortal.Core.Access;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers;

public sealed class ProviderCreateTests
{
    [Fact]
    public async Task A_saved_provider_is_in_the_list_and_was_tested_by_itself()
    {
        await using var fake = await FakeUpstream.StartAsync();
        await using var portal = new PortalFactory();
        using var browser = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);

        var slug = await browser.AddProviderAsync("openai", "Production OpenAI", fake.OpenAiUrl.AbsoluteUri, fake.Options.OpenAiKey);

        slug.ShouldBe("production-openai");
        await fake.WaitForRequestsAsync(1, TestContext.Current.CancellationToken);
        var list = await browser.PageAsync("/providers");
        list.QuerySelector("#provider-production-openai")!.TextContent.ShouldContain("Production OpenAI");
    }

    [Fact]
    public async Task An_empty_name_is_refused_at_the_field_and_nothing_typed_is_lost()
    {
        await using var portal = new PortalFactory();
        using var browser = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);
        var fields = await browser.ProviderFormAsync("/providers/new?type=openai", ("Name", ""), ("Notes", "kept notes"), ("ApiKey", "sk-typed"));

        using var response = await browser.PostAsync("/providers/new?type=openai", "/providers/new", fields, htmx: true);

        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var form = PortalBrowser.Parse(html);
        form.QuerySelector("#name-help .error")!.TextContent.ShouldContain("Give the provider a name");
        form.QuerySelector("#notes")!.TextContent.ShouldBe("kept notes");
        html.ShouldNotContain("sk-typed");
    }
}
