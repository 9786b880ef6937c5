using Microsoft.Playwright;
using SupportBotPortal.Core.Access;
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
        At("permissions-owner", "/account/permissions"),
        At("permissions-staging-team", "/account/permissions", SceneryPeople.StagingTeam),
        At("list-staging-team", "/providers", SceneryPeople.StagingTeam),
        At("edit-staging-team", "/providers/staging-openai/edit", SceneryPeople.StagingTeam),
    ];

    private static View OfRole(string name, string role, string? act = null) => new(name, BuiltInRoles.Owner, async (page, _) =>
    {
        await page.GotoAsync("/roles");
        await page.GetByRole(AriaRole.Link, new() { Name = role, Exact = true }).ClickAsync();
        if (act is not null) await page.Locator(".page-head").GetByRole(AriaRole.Link, new() { Name = act, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(role);
    });
}
