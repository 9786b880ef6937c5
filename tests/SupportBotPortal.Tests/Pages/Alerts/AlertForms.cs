using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Alerts;

/// <summary>What a person does with the forms of alerts, which hold several values of one name.</summary>
internal static class AlertForms
{
    public const string NewChannel = "/alerts/channels/new";
    public const string NewWindow = "/alerts/maintenance/new";
    public const string MailServer = "/alerts/mail-server";

    private const string FormId = "alert-form";

    /// <summary>Opens a page, changes its form and sends it.</summary>
    /// <param name="changes">A field named several times has several values; one whose value is <see langword="null"/> is left out.</param>
    public static async Task<Answer> SubmitAsync(this PortalBrowser browser, string path, params (string Field, string? Value)[] changes) =>
        await browser.SendAsync(path, await browser.AlertFormAsync(path, changes));

    /// <summary>All fields as the page shows them, with changes.</summary>
    public static async Task<List<KeyValuePair<string, string>>> AlertFormAsync(this PortalBrowser browser, string path, params (string Field, string? Value)[] changes) =>
        Proven(ManyValues.With(ManyValues.FieldsOf(await browser.PageAsync(path), FormId), changes));

    /// <summary>The fields of a form that came back, with changes.</summary>
    public static List<KeyValuePair<string, string>> AlertFields(this Answer answer, params (string Field, string? Value)[] changes) => Proven(ManyValues.With(ManyValues.FieldsOf(answer.Page, FormId), changes));

    /// <summary>Where the form asks who it is, it is the person.</summary>
    private static List<KeyValuePair<string, string>> Proven(List<KeyValuePair<string, string>> fields)
    {
        if (fields.RemoveAll(f => f.Key == "Password") > 0) fields.Add(new("Password", PortalBrowser.Password));
        return fields;
    }
}
