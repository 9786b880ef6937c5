using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace SupportBotPortal.Tests.Shared;

/// <summary>Forms that hold several values of one name, as a browser sends them.</summary>
internal static class ManyValues
{
    public static async Task<Answer> SendAsync(this PortalBrowser browser, string path, IEnumerable<KeyValuePair<string, string>> fields, bool htmx = false)
    {
        var token = await browser.TokenOfAsync("/account/password");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Append(new("__RequestVerificationToken", token))) };
        if (htmx) request.Headers.Add("HX-Request", "true");
        return await Answer.OfAsync(await browser.Http.SendAsync(request));
    }

    /// <summary>Presses a button that sends nothing else.</summary>
    public static Task<Answer> PressAsync(this PortalBrowser browser, string path, bool htmx = false, params (string Name, string Value)[] fields) =>
        browser.SendAsync(path, fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), htmx);

    /// <summary>What a form would send, without its token.</summary>
    public static List<KeyValuePair<string, string>> FieldsOf(IHtmlDocument page, string formId)
    {
        var form = page.QuerySelector<IHtmlFormElement>("#" + formId) ?? throw new InvalidOperationException("There is no form.");
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var element in form.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } or IHtmlInputElement { Name: "__RequestVerificationToken" } or IHtmlInputElement { IsDisabled: true }:
                    break;
                case IHtmlInputElement { Name.Length: > 0 } input:
                    fields.Add(new(input.Name, input.Value));
                    break;
                case IHtmlSelectElement { Name.Length: > 0 } select:
                    fields.Add(new(select.Name, select.Value ?? ""));
                    break;
                case IHtmlTextAreaElement { Name.Length: > 0 } area:
                    fields.Add(new(area.Name, area.Value));
                    break;
                default:
                    break;
            }
        }

        return fields;
    }

    /// <param name="changes">A field named several times has several values; one whose value is <see langword="null"/> is left out.</param>
    public static List<KeyValuePair<string, string>> With(List<KeyValuePair<string, string>> fields, (string Field, string? Value)[] changes)
    {
        foreach (var field in changes.Select(c => c.Field).Distinct()) fields.RemoveAll(f => f.Key == "Form." + field);
        fields.AddRange(changes.Where(c => c.Value is not null).Select(c => KeyValuePair.Create("Form." + c.Field, c.Value!)));
        return fields;
    }
}
