using Microsoft.Playwright;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests.Harness;

internal sealed partial record View
{
    /// <summary>Of a <see cref="Scenery"/>: one's own account, and how one signs in to it.</summary>
    public static IReadOnlyList<View> OfAccount { get; } =
    [
        At("factor-none", "/account/second-factor"),
        new("app-begin", BuiltInRoles.Owner, async (page, portal) =>
        {
            await SceneryFactors.ForgetOffersAsync(portal.Portal);
            await page.GotoAsync("/account/second-factor/app");
        }),
        new("app-secret", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GetByLabel("Your password, once more").FillAsync(PortalBrowser.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Show the secret" }).ClickAsync();
            await Expect(page.Locator(".qr svg")).ToBeVisibleAsync();
        }),
        new("app-refused", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GetByLabel("Code that the app shows now").FillAsync("123456");
            await page.GetByRole(AriaRole.Button, new() { Name = "Turn on" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        }),
        At("passkey-new", "/account/passkeys/new"),
        new("passkey-refused", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        }),
        new("passkey-make", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Work laptop");
            await page.GetByLabel("Your password, once more").FillAsync(PortalBrowser.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Make “Work laptop”" })).ToBeVisibleAsync();
        }),
        new("factor-all", SceneryFactors.Role, async (page, portal) =>
        {
            await SceneryFactors.GiveAsync(portal.Portal);
            await page.GotoAsync("/account/second-factor");
        }),
        At("account-with-factors", "/account", SceneryFactors.Role),
        At("passkey-edit", "/account/passkeys/0101", SceneryFactors.Role),
        At("app-remove", "/account/second-factor/app/remove", SceneryFactors.Role),
        At("codes-renew", "/account/second-factor/codes", SceneryFactors.Role),
        new("codes-made", SceneryFactors.Role, async (page, _) =>
        {
            await page.GetByLabel("Your password, once more").FillAsync(PortalBrowser.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Make new codes" }).ClickAsync();
            await Expect(page.Locator(".codes")).ToBeVisibleAsync();
        }),
        OfPerson("person-with-factors", SceneryFactors.Email),
        new("person-factor-reset", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Reset…", Exact = true }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Reset the second factor");
        }),
        new("code", null, async (page, _) =>
        {
            await page.GotoAsync("/sign-in");
            await page.GetByLabel("Email").FillAsync(SceneryFactors.Email);
            await page.GetByLabel("Password").FillAsync(PortalBrowser.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
            await page.ExpectWholePageAsync("Second step", bare: true);
        }),
        At("code-recovery", "/sign-in/code?recovery=true", null),
        new("code-refused", null, async (page, _) =>
        {
            await page.GetByLabel("Recovery code").FillAsync("abcd-efgh-jkmn-pqrs");
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        }),
        new("sign-in-locked", null, async (page, portal) =>
        {
            for (var guess = 0; page.Url.Contains("/sign-in/code", StringComparison.Ordinal) && guess < 10; guess++)
            {
                await page.GetByLabel("Recovery code").FillAsync($"abcd-efgh-jkmn-pqr{guess}");
                await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
                await Expect(page.Locator("[role=alert], [role=status]").First).ToBeVisibleAsync();
            }

            await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("locked");
            await SceneryFactors.UnlockAsync(portal.Portal);
        }),
        At("sign-in-passkey", "/sign-in", null),
        new("sign-in-ended", null, async (page, portal) =>
        {
            await page.Context.AddCookiesAsync([new() { Name = "supportbot", Value = "ended", Url = portal.Url }]);
            await page.GotoAsync("/providers");
            await page.ExpectWholePageAsync("Sign in", bare: true);
        }),
        At("not-permitted", "/people/invite", BuiltInRoles.Viewer),
        At("settings", "/settings"),
        At("settings-admin", "/settings", BuiltInRoles.Admin),
        At("settings-factor", "/settings/second-factor"),
        new("settings-refused", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.Locator("[value=Everybody]").CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        }),
        new("owes-account", BuiltInRoles.Owner, (page, portal) => SceneryFactors.WhileDemandedAsync(portal.Portal, () => page.GotoAsync("/account"))),
        new("owes-second-factor", BuiltInRoles.Owner, (page, portal) => SceneryFactors.WhileDemandedAsync(portal.Portal, () => page.GotoAsync("/providers"))),
        // The last one: it signs the owner out.
        new("form-after-the-end", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/roles/new");
            await page.Context.ClearCookiesAsync(new() { Name = "supportbot" });
            await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Night shift");
            await page.GetByRole(AriaRole.Button, new() { Name = "Add role" }).ClickAsync();
            await page.ExpectWholePageAsync("You are signed out", bare: true);
        }),
    ];

    /// <summary>Of a <see cref="PortalWithProvider"/>.</summary>
    public static IReadOnlyList<View> OfProvider { get; } =
    [
        At("oidc-sign-in", "/sign-in", null),
        At("oidc-no-role", "/sign-in/oidc?problem=NoRole", null),
        At("oidc-settings", "/settings"),
        new("oidc-account", null, async (page, portal) =>
        {
            ((PortalWithProvider)portal).Provider.People["rosa"] = new("sub-1", "rosa@example.com", "admins");
            await page.GotoAsync("/sign-in/oidc?returnUrl=/account");
            await page.GetByRole(AriaRole.Link, new() { Name = "rosa" }).ClickAsync();
            await page.ExpectWholePageAsync("Your account");
        }),
        At("oidc-confirm", "/account/confirm", null),
        At("oidc-asks", "/people/invite", null),
    ];
}
