using System.Net;
using OtpNet;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Tests.Shared;

/// <summary>What people do with authenticator apps, passkeys and recovery codes.</summary>
internal static class Factors
{
    public const string AppPage = "/account/second-factor/app";
    public const string NewPasskeyPage = "/account/passkeys/new";

    /// <summary>Takes the secret into an app and turns it on.</summary>
    /// <returns>The secret, and the recovery codes that were shown.</returns>
    public static async Task<(string Secret, IReadOnlyList<string> Codes)> SetUpAppAsync(this PortalBrowser browser, DateTimeOffset now)
    {
        var secret = await browser.SecretAsync();
        var done = await browser.ConfirmAppAsync(CodeOf(secret, now));
        if (done.Status == HttpStatusCode.Redirect) return (secret, []);
        done.Status.ShouldBe(HttpStatusCode.OK, done.Html);
        return (secret, CodesIn(done));
    }

    /// <returns>The secret that the page shows, after the password.</returns>
    public static async Task<string> SecretAsync(this PortalBrowser browser)
    {
        (await browser.SubmitFormAsync(AppPage, new() { ["Password"] = PortalBrowser.Password })).Status.ShouldBe(HttpStatusCode.Redirect);
        return (await browser.PageAsync(AppPage)).QuerySelector("#secret")!.TextContent.Replace(" ", "");
    }

    public static Task<Answer> ConfirmAppAsync(this PortalBrowser browser, string code) => browser.SubmitFormAsync(AppPage, new() { ["code"] = code }, AppPage + "?handler=Confirm");

    public static string CodeOf(string secret, DateTimeOffset now) => new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(now.UtcDateTime);

    public static IReadOnlyList<string> CodesIn(Answer answer) => [.. answer.Page.QuerySelectorAll(".codes li").Select(li => li.TextContent.Trim())];

    /// <summary>Adds a passkey, and shows what comes of it.</summary>
    public static async Task<Answer> AddPasskeyAsync(this PortalBrowser browser, SoftAuthenticator device, string name = "Work laptop")
    {
        var asked = await browser.SubmitFormAsync(NewPasskeyPage, new() { ["Name"] = name, ["Password"] = PortalBrowser.Password });
        asked.Status.ShouldBe(HttpStatusCode.OK, asked.Html);
        var options = asked.Page.QuerySelector("[data-given]")!.GetAttribute("data-given")!;
        return await browser.SubmitFormAsync(NewPasskeyPage, new() { ["Name"] = name, ["credential"] = device.Create(options) }, NewPasskeyPage + "?handler=Keep");
    }

    /// <returns>What the browser is to sign.</returns>
    public static async Task<string> PasskeyOptionsAsync(this PortalBrowser browser)
    {
        var answer = await browser.SubmitFormAsync("/sign-in", [], "/sign-in/passkey?handler=Options");
        answer.Status.ShouldBe(HttpStatusCode.OK);
        return answer.Html;
    }

    public static Task<Answer> UsePasskeyAsync(this PortalBrowser browser, string credential) => browser.SubmitFormAsync("/sign-in", new() { ["credential"] = credential }, "/sign-in/passkey");

    public static Task<Answer> TypeCodeAsync(this PortalBrowser browser, string code, bool recovery = false) =>
        browser.SubmitFormAsync("/sign-in/code" + (recovery ? "?recovery=true" : ""), new() { ["code"] = code, ["recovery"] = recovery ? "true" : "false" }, "/sign-in/code");

    /// <summary>A browser in which the password was typed, and a second factor is asked for.</summary>
    public static async Task<PortalBrowser> HalfwayAsync(this PortalFactory portal, PortalUser person)
    {
        var browser = new PortalBrowser(portal);
        var answer = await browser.SubmitFormAsync("/sign-in", new() { ["Input.Email"] = person.Email!, ["Input.Password"] = PortalBrowser.Password });
        answer.Location.ShouldBe("/sign-in/code?returnUrl=%2F", answer.Html);
        return browser;
    }

    /// <summary>Posts a form of a page, with its token.</summary>
    public static async Task<Answer> SubmitFormAsync(this PortalBrowser browser, string page, Dictionary<string, string> fields, string? to = null) =>
        await Answer.OfAsync(await browser.PostAsync(page, to ?? page, fields));
}
