using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Net.Http.Headers;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Security;

public sealed class CookieTests
{
    [Theory]
    [InlineData("Development", "http://localhost", false)]
    [InlineData("Production", "https://portal.example", true)]
    public async Task Cookies_are_as_strict_as_the_environment_allows(string environment, string address, bool strict)
    {
        await using var portal = new PortalFactory { Environment = environment, Replace = StartedPortal.Quick };
        var person = await portal.AddPersonAsync(BuiltInRoles.Admin);
        using var client = portal.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri(address), AllowAutoRedirect = false });
        var seen = new List<SetCookieHeaderValue>();

        var token = await FormTokenAsync(client, "/sign-in", seen);
        await SendAsync(client, "/sign-in", token, seen, ("Input.Email", person.Email!), ("Input.Password", PortalBrowser.Password));
        token = await FormTokenAsync(client, "/providers/new?type=custom", seen);
        // Saving leaves a sentence for the next page: that too is a cookie.
        await SendAsync(client, "/providers/new", token, seen, ("Form.Name", "Cookie"), ("Form.TypeId", "custom"), ("Form.AuthScheme", "none"), ("Form.BaseUrl", "https://llm.example.com/v1"));

        seen.Select(c => c.Name.Value!.Replace("__Host-", "", StringComparison.Ordinal)).Distinct().ShouldBe(["supportbot", "supportbot-form", "supportbot-note"], ignoreOrder: true);
        seen.ShouldAllBe(c => c.HttpOnly && c.Path == "/" && !c.Domain.HasValue && c.Expires == null);
        seen.ShouldAllBe(c => c.SameSite == (c.Name.Value!.EndsWith("-form", StringComparison.Ordinal) ? SameSiteMode.Strict : SameSiteMode.Lax));
        seen.ShouldAllBe(c => c.Secure == strict && c.Name.Value!.StartsWith("__Host-", StringComparison.Ordinal) == strict);
    }

    [Fact]
    public async Task Outside_of_development_https_is_remembered()
    {
        await using var portal = new PortalFactory { Environment = "Production" };
        using var client = portal.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("https://portal.example"), AllowAutoRedirect = false });

        using var response = await client.GetAsync("/sign-in", TestContext.Current.CancellationToken);

        response.Headers.GetValues("Strict-Transport-Security").Single().ShouldContain("max-age=");
    }

    private static async Task<string> FormTokenAsync(HttpClient client, string path, List<SetCookieHeaderValue> seen)
    {
        using var response = await client.GetAsync(path);
        Note(response, seen);
        return PortalBrowser.Parse(await response.Content.ReadAsStringAsync()).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
    }

    private static async Task SendAsync(HttpClient client, string path, string token, List<SetCookieHeaderValue> seen, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        using var response = await client.PostAsync(path, content);
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);
        Note(response, seen);
    }

    private static void Note(HttpResponseMessage response, List<SetCookieHeaderValue> seen)
    {
        if (response.Headers.TryGetValues("Set-Cookie", out var values)) seen.AddRange(SetCookieHeaderValue.ParseList([.. values]).Where(c => c.Value.Length > 0));
    }
}
