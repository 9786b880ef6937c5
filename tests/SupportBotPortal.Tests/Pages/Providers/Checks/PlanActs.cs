using Microsoft.AspNetCore.WebUtilities;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers.Checks;

/// <summary>What a person does with the page of a provider's tests by schedule.</summary>
internal static class PlanActs
{
    private const string FormId = "checks-form";

    public static string PlanPage(string slug) => $"/providers/{slug}/checks";

    /// <summary>All fields as the page shows them, with changes.</summary>
    public static async Task<Dictionary<string, string>> PlanFormAsync(this PortalBrowser browser, string slug, params (string Field, string Value)[] changes) =>
        With(PortalBrowser.FieldsOf(await browser.PageAsync(PlanPage(slug)), FormId), changes);

    /// <summary>The fields of a form that came back.</summary>
    public static Dictionary<string, string> PlanFields(this Answer answer, params (string Field, string Value)[] changes) => With(PortalBrowser.FieldsOf(answer.Page, FormId), changes);

    public static async Task<Answer> PostPlanAsync(this PortalBrowser browser, string slug, Dictionary<string, string> fields, bool htmx = false) =>
        await Answer.OfAsync(await browser.PostAsync("/account/password", PlanPage(slug), fields, htmx));

    public static async Task<Answer> SavePlanAsync(this PortalBrowser browser, string slug, params (string Field, string Value)[] changes) =>
        await browser.PostPlanAsync(slug, await browser.PlanFormAsync(slug, changes));

    /// <summary>What stands beside the form while these are typed.</summary>
    public static async Task<Answer> PreviewAsync(this PortalBrowser browser, string slug, params (string Field, string Value)[] changes)
    {
        var fields = await browser.PlanFormAsync(slug, changes);
        return await browser.FragmentAsync(QueryHelpers.AddQueryString(PlanPage(slug) + "/preview", fields.ToDictionary(f => f.Key, f => (string?)f.Value)));
    }

    private static Dictionary<string, string> With(Dictionary<string, string> fields, (string Field, string Value)[] changes)
    {
        foreach (var (field, value) in changes) fields["Form." + field] = value;
        return fields;
    }
}
