using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Tests.Shared;

/// <summary>A person with a browser that has no JavaScript: cookies, pages, forms with their hidden fields.</summary>
public sealed class PortalBrowser(PortalFactory portal) : IDisposable
{
    public const string Password = "seven green tractors";

    public HttpClient Http { get; init; } = portal.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });

    /// <summary>A signed-in person with the given built-in role.</summary>
    public static async Task<PortalBrowser> SignedInAsync(PortalFactory portal, string role)
    {
        var email = $"{role.ToLowerInvariant()}-{Guid.NewGuid():N}@example.com";
        await using (var scope = portal.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
            var user = new PortalUser { Id = Guid.NewGuid(), UserName = email, Email = email, CreatedAt = DateTime.UnixEpoch };
            Succeeded(await users.CreateAsync(user, Password));
            Succeeded(await users.AddToRoleAsync(user, role));
        }

        var browser = new PortalBrowser(portal);
        await browser.SignInAsync(email, Password);
        return browser;
    }

    public async Task SignInAsync(string email, string password)
    {
        var response = await PostAsync("/sign-in", "/sign-in", new() { ["Input.Email"] = email, ["Input.Password"] = password });
        if (response.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException($"Sign-in answered {response.StatusCode}.");
    }

    public async Task<IHtmlDocument> PageAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        if (response.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"GET {path} answered {response.StatusCode}.");
        return Parse(await response.Content.ReadAsStringAsync());
    }

    public static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    /// <summary>The antiforgery token of a page that holds a form.</summary>
    public async Task<string> TokenOfAsync(string page) =>
        (await PageAsync(page)).QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")?.Value ?? throw new InvalidOperationException($"{page} has no form.");

    /// <summary>Posts fields with the antiforgery token of a page.</summary>
    /// <param name="fromPage">The page that holds a form.</param>
    /// <param name="htmx">As htmx would.</param>
    public async Task<HttpResponseMessage> PostAsync(string fromPage, string path, Dictionary<string, string> fields, bool htmx = false)
    {
        var token = await TokenOfAsync(fromPage);
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Append(new("__RequestVerificationToken", token))),
        };
        if (htmx) request.Headers.Add("HX-Request", "true");
        return await Http.SendAsync(request);
    }

    /// <summary>All fields of the provider form as a browser would send them, with changes.</summary>
    public async Task<Dictionary<string, string>> ProviderFormAsync(string page, params (string Field, string Value)[] changes)
    {
        var fields = FieldsOf(await PageAsync(page));
        foreach (var (field, value) in changes) fields["Form." + field] = value;
        return fields;
    }

    /// <summary>The fields of the provider form, or another one, in a page or a fragment.</summary>
    public static Dictionary<string, string> FieldsOf(IHtmlDocument page, string formId = "provider-form")
    {
        var form = page.QuerySelector<IHtmlFormElement>("#" + formId) ?? throw new InvalidOperationException($"There is no {formId}.");
        var fields = new Dictionary<string, string>();
        foreach (var element in form.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } or IHtmlInputElement { Name: "__RequestVerificationToken" }:
                    break;
                case IHtmlInputElement { Name.Length: > 0 } input:
                    fields.TryAdd(input.Name, input.Value);
                    break;
                case IHtmlSelectElement { Name.Length: > 0 } select:
                    fields.TryAdd(select.Name, select.Value ?? "");
                    break;
                case IHtmlTextAreaElement { Name.Length: > 0 } area:
                    fields.TryAdd(area.Name, area.Value);
                    break;
                default:
                    break;
            }
        }

        return fields;
    }

    /// <summary>Adds a provider through the form and returns its slug.</summary>
    public async Task<string> AddProviderAsync(string type, string name, string baseUrl, string? key, params (string Field, string Value)[] more)
    {
        var page = $"/providers/new?type={type}";
        var fields = await ProviderFormAsync(page, [("Name", name), ("BaseUrl", baseUrl), ("ApiKey", key ?? ""), .. more]);
        using var response = await PostAsync(page, "/providers/new", fields);
        if (response.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException($"Saving answered {response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        return response.Headers.Location!.ToString().Split('?')[0].Split('/')[^1];
    }

    public void Dispose() => Http.Dispose();

    private static void Succeeded(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Description)));
    }
}
