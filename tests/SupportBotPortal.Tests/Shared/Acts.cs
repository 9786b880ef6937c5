using System.Net;
using AngleSharp.Html.Dom;

namespace SupportBotPortal.Tests.Shared;

/// <summary>What a person does with the provider pages.</summary>
internal static class Acts
{
    public const string NewCustom = "/providers/new?type=custom";
    public const string NewOpenAi = "/providers/new?type=openai";

    /// <summary>Fills in the form of a page and saves it; fields not named stay as the page shows them.</summary>
    public static async Task<Answer> SaveAsync(this PortalBrowser browser, string page, params (string Field, string Value)[] changes) =>
        await Answer.OfAsync(await browser.PostAsync(page, page.Split('?')[0], await browser.ProviderFormAsync(page, changes)));

    /// <summary>As <see cref="SaveAsync"/>, by htmx.</summary>
    public static async Task<Answer> SaveFragmentAsync(this PortalBrowser browser, string page, params (string Field, string Value)[] changes) =>
        await Answer.OfAsync(await browser.PostAsync(page, page.Split('?')[0], await browser.ProviderFormAsync(page, changes), htmx: true));

    /// <summary>Presses “Test connection” in a form; without JavaScript the answer is the result.</summary>
    public static async Task<Answer> TryTestAsync(this PortalBrowser browser, string page, params (string Field, string Value)[] changes) =>
        await Answer.OfAsync(await browser.PostAsync(page, "/providers/try/test", await browser.ProviderFormAsync(page, changes)));

    /// <summary>Presses “Discover models” in a form.</summary>
    public static async Task<Answer> TryDiscoveryAsync(this PortalBrowser browser, string page, params (string Field, string Value)[] changes) =>
        await Answer.OfAsync(await browser.PostAsync(page, "/providers/try/discover", await browser.ProviderFormAsync(page, changes)));

    /// <summary>Adds a provider and waits for the test that starts by itself.</summary>
    public static async Task<string> AddTestedAsync(this PortalBrowser browser, string page, params (string Field, string Value)[] changes)
    {
        var saved = await browser.SaveAsync(page, changes);
        saved.Status.ShouldBe(HttpStatusCode.Redirect, saved.Html);
        await browser.StreamAsync(saved.Run!);
        return saved.Location!.Split('?')[0].Split('/')[^1];
    }

    /// <summary>Presses “Test” of a saved provider and waits.</summary>
    public static async Task<IHtmlDocument> TestSavedAsync(this PortalBrowser browser, string slug, bool generate = false)
    {
        var answer = await Answer.OfAsync(await browser.PostAsync($"/providers/{slug}", $"/providers/{slug}/test", generate ? new() { ["generate"] = "true" } : []));
        return await browser.PageAsync(answer.Location!);
    }

    /// <summary>Enters a new key on its page; without JavaScript the answer waits for its test.</summary>
    /// <param name="insist">Ticks “although it is not proven”.</param>
    public static async Task<Answer> ReplaceKeyAsync(this PortalBrowser browser, string slug, string key, bool insist = false, bool htmx = false)
    {
        var page = $"/providers/{slug}/key";
        var version = (await browser.PageAsync(page)).QuerySelector("#key-form [name=Version]")!.GetAttribute("value")!;
        return await Answer.OfAsync(await browser.PostAsync(page, page, new() { ["Version"] = version, ["NewKey"] = key, ["AlthoughUnproven"] = insist ? "true" : "false" }, htmx));
    }

    /// <summary>Saves the form of a duplicate.</summary>
    public static async Task<Answer> SaveCopyAsync(this PortalBrowser browser, string slug, params (string Field, string Value)[] changes)
    {
        var page = $"/providers/{slug}/duplicate";
        return await Answer.OfAsync(await browser.PostAsync(page, "/providers/new", await browser.ProviderFormAsync(page, changes)));
    }

    public static async Task<Answer> DeleteAsync(this PortalBrowser browser, string slug) =>
        await Answer.OfAsync(await browser.PostAsync($"/providers/{slug}/delete", $"/providers/{slug}/delete", []));

    public static async Task<Answer> RestoreAsync(this PortalBrowser browser, string slug) =>
        await Answer.OfAsync(await browser.PostAsync("/account/password", $"/providers/{slug}/restore", []));

    /// <summary>Destroys a deleted provider at once.</summary>
    public static async Task<Answer> DestroyAsync(this PortalBrowser browser, string slug, string password = PortalBrowser.Password) =>
        await Answer.OfAsync(await browser.PostAsync($"/providers/{slug}/destroy", $"/providers/{slug}/destroy", new() { ["Password"] = password }));

    /// <summary>Everything a live run sends, to its end.</summary>
    public static async Task<string> StreamAsync(this PortalBrowser browser, string run) => await browser.Http.GetStringAsync($"/runs/{run}");

    /// <summary>Reads a live run's stream up to the event with which all these words have come.</summary>
    public static async Task<string> ReadUntilAsync(this StreamReader reader, params string[] wanted)
    {
        var read = new System.Text.StringBuilder();
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            read.AppendLine(line);
            if (line.Length == 0 && wanted.All(w => read.ToString().Contains(w, StringComparison.Ordinal))) return read.ToString();
        }

        throw new InvalidOperationException($"The stream ended without {string.Join(", ", wanted)}: {read}");
    }

    public static async Task<Answer> GetAsync(this PortalBrowser browser, string path) => await Answer.OfAsync(await browser.Http.GetAsync(path));

    /// <summary>Asks as htmx does.</summary>
    public static async Task<Answer> FragmentAsync(this PortalBrowser browser, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("HX-Request", "true");
        return await Answer.OfAsync(await browser.Http.SendAsync(request));
    }

    /// <summary>The run that a fragment follows.</summary>
    public static string RunIn(string html) =>
        PortalBrowser.Parse($"<table><tbody>{html}</tbody></table>{html}").QuerySelector("[sse-connect]")!.GetAttribute("sse-connect")!.Split('?')[0].Split('/')[^1];
}
