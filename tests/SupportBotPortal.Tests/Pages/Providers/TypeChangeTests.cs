using System.Net;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers;

/// <summary>A new provider's form that is sent while it still has the fields of the type chosen before.</summary>
public sealed class TypeChangeTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    private const string Anthropic = "/providers/new?type=anthropic";

    private readonly string name = "P " + Guid.NewGuid().ToString("N")[..8];

    private PortalBrowser Admin => started.Admin;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Saving_with_the_fields_of_another_type_saves_nothing_and_brings_the_right_ones(bool htmx)
    {
        var form = await Admin.ProviderFormAsync(Anthropic, ("TypeId", "openai"), ("Name", name), ("ApiKey", "sk-typed-1234567890"));
        form["Form.PickedModels"] = "claude-of-before";

        var refused = await Answer.OfAsync(await Admin.PostAsync(Anthropic, "/providers/new", form, htmx));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("#type-help .error").ShouldContain("The fields shown were those of Anthropic, not of OpenAI, so nothing was saved or sent.");
        refused.Page.QuerySelector("#type")!.GetAttribute("aria-invalid").ShouldBe("true");
        refused.Page.QuerySelector("#base-url")!.GetAttribute("value").ShouldBe("https://api.openai.com/v1");
        refused.Page.QuerySelector("#setting-organization").ShouldNotBeNull();
        refused.Page.QuerySelector("#name")!.GetAttribute("value").ShouldBe(name);
        refused.Html.ShouldNotContain("claude-of-before");
        refused.Html.ShouldNotContain("1234567890");
        refused.Text("#api-key-messages").ShouldBe(htmx ? "" : "Type it again before you go on: the page does not keep it.");

        // What it shows now can be saved.
        var again = PortalBrowser.FieldsOf(refused.Page);
        (again["Form.BaseUrl"], again["Form.ApiKey"]) = (started.Fake.OpenAiUrl.AbsoluteUri, started.Fake.Options.OpenAiKey);
        (await Answer.OfAsync(await Admin.PostAsync(Anthropic, "/providers/new", again))).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("/providers/try/test")]
    [InlineData("/providers/try/discover")]
    public async Task Nothing_is_called_with_the_fields_of_another_type(string path)
    {
        var form = await Admin.ProviderFormAsync(Anthropic, ("TypeId", "openai"), ("BaseUrl", started.Fake.OpenAiUrl.AbsoluteUri), ("ApiKey", "sk-typed-1234567890"));
        started.Fake.ForgetRequests();

        var refused = await Answer.OfAsync(await Admin.PostAsync(Anthropic, path, form, htmx: true));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("#type-help .error").ShouldContain("nothing was saved or sent");
        started.Fake.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_type_forgets_what_was_found_and_ticked_for_the_one_before()
    {
        var form = await Admin.ProviderFormAsync(Anthropic, ("TypeId", "openai"));
        form["Form.PickedModels"] = "claude-of-before";

        var fragment = await Answer.OfAsync(await Admin.PostAsync(Anthropic, "/providers/form", form, htmx: true));
        var page = await Answer.OfAsync(await Admin.PostAsync(Anthropic, "/providers/form", form));

        fragment.Page.QuerySelector("#discovery-panel")!.GetAttribute("hx-swap-oob").ShouldBe("outerHTML");
        page.Html.ShouldNotContain("claude-of-before");
        page.Page.QuerySelectorAll("#discovery-panel").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_same_type_keeps_what_was_ticked_and_its_panel()
    {
        var form = await Admin.ProviderFormAsync(Anthropic, ("BaseUrl", "https://api.anthropic.com/v1/messages"));
        form["Form.PickedModels"] = "claude-ticked";

        (await Answer.OfAsync(await Admin.PostAsync(Anthropic, "/providers/form", form, htmx: true))).Page.QuerySelector("#discovery-panel").ShouldBeNull();
        (await Answer.OfAsync(await Admin.PostAsync(Anthropic, "/providers/form", form))).Html.ShouldContain("claude-ticked");
    }

    [Fact]
    public async Task A_way_to_authenticate_that_the_type_does_not_have_is_refused_where_one_can_read_it()
    {
        var refused = await Admin.SaveAsync(Acts.NewOpenAi, ("Name", name), ("ApiKey", "sk-typed-1234567890"), ("AuthScheme", "x-api-key"));

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("#auth-help .error").ShouldContain("offered ways to authenticate");
    }

    [Theory]
    [InlineData("ApiKey", "#api-key-messages")]
    [InlineData("Headers[0].Value", "#setting-headers-help")]
    public async Task A_secret_that_the_page_does_not_keep_is_asked_for_again_at_its_field(string field, string messages)
    {
        var page = await Admin.TryTestAsync(Acts.NewCustom, ("Name", name), ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri), ("Headers[0].Name", "X-Team"), ("Headers[0].Value", "v"), (field, "a-typed-secret"));

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text(messages).ShouldContain("Type it again");
        page.Html.ShouldNotContain("a-typed-secret");
    }
}
