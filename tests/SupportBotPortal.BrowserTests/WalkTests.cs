using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SupportBotPortal.BrowserTests.Harness;
using SupportBotPortal.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests;

/// <summary>From the first start to the last provider's end, as an admin goes it; and that no typed key is left anywhere.</summary>
public sealed class WalkTests(Chromium chromium, WalkTests.FreshPortal running) : BrowserTest(chromium, running), IClassFixture<WalkTests.FreshPortal>
{
    private const string OpenAiKey = "sk-walk/Tr4ctor+seven=green&blue<1>";
    private const string CustomKey = "sk-walk/Cust0m+eleven=red&grey<2>";
    private const string SecondKey = "sk-walk/Sec0nd+nine=pink&teal<3>";

    private SeenPages seen = null!;
    private LeftoverKeys keys = null!;

    [Fact]
    public async Task From_setup_to_delete_and_no_key_is_left_anywhere()
    {
        var page = await OpenAsync(role: null);
        seen = new(page.Context);
        keys = new(Running.Portal, seen, [OpenAiKey, CustomKey, SecondKey]);
        Running.Fake.Options.OpenAiKey = OpenAiKey;
        Running.Fake.Options.CustomKey = CustomKey;

        await BecomeOwnerAsync(page);
        await SignOutAndInAsync(page);
        await AddOpenAiAsync(page);
        await AddCustomAsync(page);
        await SeeListAsync(page);
        await EditWithoutKeyAsync(page);
        await MoveToOtherOriginAsync(page);
        await ReplaceKeyAsync(page);
        await DeactivateAsync(page);
        await keys.SearchAsync(Cancellation);
        await DeleteAsync(page);
        await keys.SearchAsync(Cancellation);
    }

    private async Task BecomeOwnerAsync(IPage page)
    {
        await page.GotoAsync("/setup?token=" + Running.Portal.NewSetupToken());
        await page.ExpectWholePageAsync("Welcome", bare: true);
        await page.GetByLabel("Email").FillAsync("owner@example.com");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(PortalBrowser.Password);
        await page.GetByLabel("The same password again").FillAsync(PortalBrowser.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the owner" }).ClickAsync();
        await Expect(page.GetByText("You are the owner now")).ToBeVisibleAsync();
        await page.ExpectWholePageAsync("Dashboard");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No provider yet" })).ToBeVisibleAsync();
    }

    private async Task SignOutAndInAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.ExpectWholePageAsync("Sign in", bare: true);
        await page.GetByLabel("Email").FillAsync("owner@example.com");
        await page.GetByLabel("Password").FillAsync(PortalBrowser.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.ExpectWholePageAsync("Dashboard");
        await seen.ReloadAsync(page, "Dashboard");
    }

    private async Task AddOpenAiAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Add your first provider" }).ClickAsync();
        await page.ExpectWholePageAsync("Add provider");
        await seen.BackAndForthAsync(page, "Dashboard", "Add provider");
        await page.FillProviderAsync("openai", "Production OpenAI", Running.Fake.OpenAiUrl, OpenAiKey);

        // Cancelled first, then run: the found models arrive only when the provider has answered.
        var gate = Gate.Before(Running.Fake, () => OpenAiKey);
        var panel = page.Locator("#discovery-panel");
        await page.GetByRole(AriaRole.Button, new() { Name = "Discover models" }).ClickAsync();
        await Expect(panel).ToContainTextAsync("Asking the provider");
        await gate.Reached;
        await panel.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(panel).ToContainTextAsync("Cancelled. Nothing was changed.");
        gate.Open();

        gate = Gate.Before(Running.Fake, () => OpenAiKey);
        await page.GetByRole(AriaRole.Button, new() { Name = "Discover models" }).ClickAsync();
        await gate.Reached;
        await Expect(panel).ToContainTextAsync("Asking the provider");
        await Expect(panel.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(0);
        gate.Open();
        await Expect(panel).ToContainTextAsync("3 found");
        await panel.GetByLabel("beta").CheckAsync();
        await seen.LookAsync(page);

        await TestWhileTypingAsync(page);

        await page.SaveAsync();
        await page.ExpectWholePageAsync("Production OpenAI");
        await Expect(page.GetByText("“Production OpenAI” is saved.")).ToBeVisibleAsync();
        await Expect(page.Locator("#test-panel .badge")).ToContainTextAsync("Healthy");
        await Expect(page.Locator(".models .mono")).ToHaveTextAsync(["beta"]);
        await seen.BackAndForthAsync(page, "Add provider", "Production OpenAI");
        Running.Fake.Handler = null;
    }

    /// <summary>Each stage is seen under way and then done, in its order; a test can be cancelled.</summary>
    private async Task TestWhileTypingAsync(IPage page)
    {
        var gate = Gate.Before(Running.Fake, () => OpenAiKey);
        var test = page.GetByRole(AriaRole.Button, new() { Name = "Test connection" });
        await test.ClickAsync();
        await gate.Reached;
        await Expect(page.Stage("Credentials")).ToContainTextAsync("under way");
        await page.Locator("#test-panel").GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(page.Locator("#test-panel")).ToContainTextAsync("The test was cancelled.");
        await Expect(page.Stage("Credentials")).ToContainTextAsync("not run");
        gate.Open();

        gate = Gate.Before(Running.Fake, () => OpenAiKey);
        await page.RecordStagesAsync();
        await test.ClickAsync();
        await gate.Reached;
        await Expect(page.Stage("Address")).ToHaveClassAsync(new Regex("stage-good"));
        await Expect(page.Stage("Connection")).ToHaveClassAsync(new Regex("stage-good"));
        await Expect(page.Stage("Credentials")).ToHaveClassAsync(new Regex("stage-busy"));
        await Expect(page.Stage("Responding")).ToHaveClassAsync(new Regex("stage-idle"));
        await seen.LookAsync(page);
        gate.Open();
        await Expect(page.Stage("Credentials")).ToContainTextAsync("The key is accepted");
        await Expect(page.Stage("Responding")).ToContainTextAsync("lists 3 models");
        await Expect(page.Locator("#test-panel .badge")).ToContainTextAsync("Healthy");
        await Expect(page.Locator("#test-panel .ms").First).ToHaveTextAsync(new Regex(@"^\d+ ms$"));
        await Expect(page.GetByLabel("beta")).ToBeCheckedAsync();
        await seen.LookAsync(page);

        var states = await page.RecordedStagesAsync();
        states.ShouldContain("Address=good Connection=good Credentials=busy Responding=idle");
        states.ShouldContain("Address=good Connection=good Credentials=good Responding=busy");
        states[^1].ShouldBe("Address=good Connection=good Credentials=good Responding=good");
    }

    private async Task AddCustomAsync(IPage page)
    {
        await page.GotoAsync("/providers/new");
        await page.FillProviderAsync("custom", "Own vLLM", Running.Fake.CustomUrl, CustomKey);
        await page.GetByRole(AriaRole.Button, new() { Name = "Discover models" }).ClickAsync();
        await page.Locator("#discovery-panel").GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync();
        await Expect(page.Locator("#test-panel .badge")).ToContainTextAsync("Healthy");
        await seen.LookAsync(page);
        await page.SaveAsync();
        await page.ExpectWholePageAsync("Own vLLM");
        await Expect(page.Locator("#test-panel .badge")).ToContainTextAsync("Healthy");
        await seen.ReloadAsync(page, "Own vLLM");
    }

    private async Task SeeListAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Providers", Exact = true }).ClickAsync();
        await page.ExpectWholePageAsync("LLM providers");
        await seen.BackAndForthAsync(page, "Own vLLM", "LLM providers");
        var row = page.Locator("#provider-production-openai");
        await Expect(row).ToContainTextAsync("Healthy");
        await Expect(row.Locator("td[data-label=Response]")).ToContainTextAsync(" ms");
        await Expect(row).ToContainTextAsync("set today");
        await Expect(page.Locator("#provider-own-vllm")).ToContainTextAsync("Custom");
    }

    private async Task EditWithoutKeyAsync(IPage page)
    {
        await page.GotoAsync("/providers/production-openai");
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await page.ExpectWholePageAsync("Edit Production OpenAI");
        await seen.BackAndForthAsync(page, "Production OpenAI", "Edit Production OpenAI");
        await Expect(page.Locator("#api-key")).ToHaveValueAsync("");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Main OpenAI");
        await page.SaveAsync();
        await page.ExpectWholePageAsync("Main OpenAI");

        Running.Fake.ForgetRequests();
        await page.GetByRole(AriaRole.Button, new() { Name = "Test", Exact = true }).ClickAsync();
        await Running.Fake.WaitForRequestsAsync(1, Cancellation);
        Running.Fake.Requests[0].Header("Authorization").ShouldBe("Bearer " + OpenAiKey);
        await Expect(page).ToHaveURLAsync(new Regex("run="));
        await Expect(page.Locator("#test-panel .badge")).ToContainTextAsync("Healthy");
        await seen.LookAsync(page);
    }

    private async Task MoveToOtherOriginAsync(IPage page)
    {
        await page.GotoAsync("/providers/production-openai/edit");
        Running.Fake.ForgetRequests();
        await page.LeaveBaseUrlAsync(new UriBuilder(Running.Fake.OpenAiUrl) { Host = "localhost" }.Uri.AbsoluteUri);
        await page.SaveAsync();
        await Expect(page.Locator("#provider-form")).ToContainTextAsync("now points to http://localhost");
        await Expect(page.Locator("#provider-form")).ToContainTextAsync("type the key again");
        await Expect(page.Locator("#api-key")).ToBeFocusedAsync();
        Running.Fake.Requests.ShouldBeEmpty();
        await seen.LookAsync(page);

        // The stored key is not sent there by a test either.
        await page.GetByRole(AriaRole.Button, new() { Name = "Test connection" }).ClickAsync();
        await Expect(page.Locator("#provider-form")).ToContainTextAsync("type the key again");
        Running.Fake.Requests.ShouldBeEmpty();
        await seen.ReloadAsync(page, "Edit Main OpenAI");
    }

    private async Task ReplaceKeyAsync(IPage page)
    {
        Running.Fake.Options.OpenAiKey = SecondKey;
        await page.GotoAsync("/providers/production-openai/edit");
        await page.Locator("#api-key").FillAsync(SecondKey);
        await page.SaveAsync();
        await page.ExpectWholePageAsync("Main OpenAI");
        await Expect(page.Locator("#test-panel")).ToContainTextAsync("The key is accepted");
        await Expect(page.Locator("#test-panel .badge")).ToContainTextAsync("Healthy");
        await seen.LookAsync(page);
    }

    private static async Task DeactivateAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Deactivate" }).ClickAsync();
        await Expect(page.GetByText("“Main OpenAI” is inactive now.")).ToBeVisibleAsync();
        await page.ExpectWholePageAsync("Main OpenAI");
        await page.GotoAsync("/providers");
        await Expect(page.Locator("#provider-production-openai")).ToContainTextAsync("Inactive");
    }

    private async Task DeleteAsync(IPage page)
    {
        await page.GotoAsync("/providers/production-openai");
        await page.GetByRole(AriaRole.Link, new() { Name = "Delete" }).ClickAsync();
        await page.ExpectWholePageAsync("Delete Main OpenAI?");
        await seen.BackAndForthAsync(page, "Main OpenAI", "Delete Main OpenAI?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete provider" }).ClickAsync();
        await page.ExpectWholePageAsync("LLM providers");
        await Expect(page.GetByText("“Main OpenAI” is deleted.")).ToBeVisibleAsync();
        await Expect(page.Locator("#provider-production-openai")).ToHaveCountAsync(0);
        await Expect(page.Locator("#provider-own-vllm")).ToHaveCountAsync(1);

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await page.ExpectWholePageAsync("Main OpenAI");
        await Expect(page.Locator("#test-panel .badge")).ToBeVisibleAsync();
        await seen.LookAsync(page);

        await page.GotoAsync("/providers/production-openai/delete");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete provider" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Deleted providers" }).ClickAsync();
        await page.ExpectWholePageAsync("Deleted providers");
        await page.GetByRole(AriaRole.Link, new() { Name = "Destroy now… Main OpenAI" }).ClickAsync();
        await page.ExpectWholePageAsync("Destroy Main OpenAI now?");
        await page.GetByLabel("Your password, once more").FillAsync(PortalBrowser.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Destroy provider and keys" }).ClickAsync();
        await Expect(page.GetByText("“Main OpenAI” and its keys are destroyed.")).ToBeVisibleAsync();
        await seen.LookAsync(page);
    }

    /// <summary>A portal that nobody else uses.</summary>
    public sealed class FreshPortal : RunningPortal;
}
