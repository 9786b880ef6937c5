using Microsoft.Playwright;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace SupportBotPortal.BrowserTests.Harness;

internal sealed partial record View
{
    /// <summary>Of a <see cref="Scenery"/>: roles, and what they come to.</summary>
    public static IReadOnlyList<View> OfRoles { get; } =
    [
        At("roles", "/roles"),
        OfRole("role-built-in", BuiltInRoles.Operator),
        OfRole("role-own", SceneryPeople.StagingTeam),
        At("role-new", "/roles/new"),
        new("role-refused", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/roles/new");
            await page.GetByLabel("Name").FillAsync("Operator");
            await page.GetByLabel("Edit providers llm_provider.edit").CheckAsync();
            var where = page.Locator("li", new() { Has = page.GetByLabel("Edit providers llm_provider.edit") }).GetByRole(AriaRole.Group);
            foreach (var one in (string[])["development", "staging", "production", "unlabelled"]) await where.GetByLabel(one).UncheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Add role" }).ClickAsync();
            await Expect(page.Locator("#name-help .error")).ToBeVisibleAsync();
            await Expect(page.GetByText("Tick at least one environment in which it holds.")).ToBeVisibleAsync();
        }),
        OfRole("role-edit", SceneryPeople.StagingTeam, "Edit"),
        OfRole("role-delete", SceneryPeople.StagingTeam, "Delete…"),
        At("account-owner", "/account"),
        At("account-staging-team", "/account", SceneryPeople.StagingTeam),
        new("password-refused", BuiltInRoles.Viewer, async (page, _) =>
        {
            await page.GotoAsync("/account/password");
            await page.GetByLabel("New password").FillAsync("password1234");
            await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
            await Expect(page.Locator("#repeat-help .error")).ToBeVisibleAsync();
        }),
        At("list-staging-team", "/providers", SceneryPeople.StagingTeam),
        At("edit-staging-team", "/providers/staging-openai/edit", SceneryPeople.StagingTeam),
    ];

    /// <summary>Of a <see cref="Scenery"/>: who may sign in.</summary>
    public static IReadOnlyList<View> OfPeople { get; } =
    [
        At("people", "/people"),
        At("people-nobody", "/people?q=zzz"),
        OfPerson("person-active", SceneryPeople.Rosa),
        OfPerson("person-invited", SceneryPeople.Ines),
        OfPerson("person-disabled", SceneryPeople.Gone),
        OfPerson("person-roles", SceneryPeople.Rosa, "Change roles"),
        OfPerson("person-disable", SceneryPeople.Rosa, "Disable…"),
        OfPerson("person-reset", SceneryPeople.Rosa, "Reset password…"),
        OfPerson("person-delete", SceneryPeople.Rosa, "Delete…"),
        OfPerson("person-beyond", "owner@example.com", null, BuiltInRoles.Admin),
        At("invite", "/people/invite"),
        new("invite-refused", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/people/invite");
            await page.GetByLabel("Email").FillAsync("nobody");
            await page.GetByRole(AriaRole.Button, new() { Name = "Make invitation" }).ClickAsync();
            await Expect(page.Locator("#email-help .error")).ToBeVisibleAsync();
        }),
        new("invite-made", BuiltInRoles.Owner, async (page, _) =>
        {
            await page.GotoAsync("/people/invite");
            await page.GetByLabel("Email").FillAsync($"a-long-name-{Guid.NewGuid():N}@a-company-with-a-long-name.example.com");
            await page.GetByLabel(BuiltInRoles.Viewer).CheckAsync();
            await page.GetByLabel("Your password, once more").FillAsync(PortalBrowser.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Make invitation" }).ClickAsync();
            await Expect(page.Locator("#made")).ToBeVisibleAsync();
        }),
        new("join", null, async (page, portal) => await page.GotoAsync("/join?token=" + await SceneryPeople.LinkAsync(portal.Portal))),
        new("join-refused", null, async (page, portal) =>
        {
            await page.GotoAsync("/join?token=" + await SceneryPeople.LinkAsync(portal.Portal));
            await page.GetByLabel("Password", new() { Exact = true }).FillAsync("short");
            await page.GetByRole(AriaRole.Button, new() { Name = "Choose this password" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        }),
        At("join-useless", "/join?token=wrong", null),
    ];

    private static View OfPerson(string name, string email, string? act = null, string role = BuiltInRoles.Owner) => new(name, role, async (page, _) =>
    {
        await page.GotoAsync("/people");
        await page.GetByRole(AriaRole.Link, new() { Name = email, Exact = true }).First.ClickAsync();
        if (act is not null) await page.Locator(".page-head").GetByRole(AriaRole.Link, new() { Name = act, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(email);
    });

    private static View OfRole(string name, string role, string? act = null) => new(name, BuiltInRoles.Owner, async (page, _) =>
    {
        await page.GotoAsync("/roles");
        await page.GetByRole(AriaRole.Link, new() { Name = role, Exact = true }).ClickAsync();
        if (act is not null) await page.Locator(".page-head").GetByRole(AriaRole.Link, new() { Name = act, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(role);
    });
}
