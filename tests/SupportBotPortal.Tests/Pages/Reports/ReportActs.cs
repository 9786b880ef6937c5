using Microsoft.AspNetCore.WebUtilities;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Reports;

/// <summary>What a person does with the pages of reports.</summary>
internal static class ReportActs
{
    public const string New = "/reports/new";

    private const string FormId = "report-form";

    /// <summary>All fields as a page shows them, with changes.</summary>
    public static async Task<Dictionary<string, string>> ReportFormAsync(this PortalBrowser browser, string page, params (string Field, string Value)[] changes) =>
        With(PortalBrowser.FieldsOf(await browser.PageAsync(page), FormId), changes);

    /// <summary>The fields of a form that came back.</summary>
    public static Dictionary<string, string> ReportFields(this Answer answer, params (string Field, string Value)[] changes) => With(PortalBrowser.FieldsOf(answer.Page, FormId), changes);

    public static async Task<Answer> PostReportAsync(this PortalBrowser browser, string page, Dictionary<string, string> fields, bool htmx = false) =>
        await Answer.OfAsync(await browser.PostAsync("/account/password", page, fields, htmx));

    public static async Task<Answer> SaveReportAsync(this PortalBrowser browser, string page, params (string Field, string Value)[] changes) =>
        await browser.PostReportAsync(page, await browser.ReportFormAsync(page, changes));

    /// <summary>Saves a new one.</summary>
    /// <returns>Its page.</returns>
    public static async Task<string> AddReportAsync(this PortalBrowser browser, params (string Field, string Value)[] changes)
    {
        var saved = await browser.SaveReportAsync(New, changes);
        saved.Status.ShouldBe(System.Net.HttpStatusCode.Redirect, saved.Html);
        return saved.Location!;
    }

    /// <summary>What stands beside the form while these are typed.</summary>
    public static async Task<Answer> TimesAsync(this PortalBrowser browser, params (string Field, string Value)[] changes)
    {
        var fields = await browser.ReportFormAsync(New, changes);
        return await browser.FragmentAsync(QueryHelpers.AddQueryString("/reports/times", fields.ToDictionary(f => f.Key, f => (string?)f.Value)));
    }

    private static Dictionary<string, string> With(Dictionary<string, string> fields, (string Field, string Value)[] changes)
    {
        foreach (var (field, value) in changes) fields["Form." + field] = value;
        return fields;
    }
}
