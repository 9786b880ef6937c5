using System.Net;
using AngleSharp.Html.Dom;

namespace SupportBotPortal.Tests.Shared;

/// <summary>A response, read.</summary>
internal sealed record Answer(HttpStatusCode Status, string Html, string? Location, HttpResponseMessage Response)
{
    public IHtmlDocument Page => PortalBrowser.Parse(Html);

    /// <summary>The live run that the redirect names.</summary>
    public string? Run => Location is null ? null : Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(new Uri("http://x"), Location).Query).TryGetValue("run", out var run) ? run.ToString() : null;

    public static async Task<Answer> OfAsync(HttpResponseMessage response) =>
        new(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location?.ToString(), response);

    /// <summary>The text of an element; empty if it is not there.</summary>
    public string Text(string selector) => Page.QuerySelector(selector)?.TextContent.Trim() ?? "";
}
