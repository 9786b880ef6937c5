using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Shared;
using Cookie = Microsoft.Playwright.Cookie;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>A portal on a real port with a fake provider beside it. As a class fixture it serves all tests of the class.</summary>
public class RunningPortal : IAsyncLifetime
{
    private readonly Dictionary<string, List<Cookie>> signedIn = [];
    private readonly SemaphoreSlim oneAtATime = new(1, 1);

    public PortalFactory Portal { get; private set; } = null!;

    public FakeUpstream Fake { get; private set; } = null!;

    /// <summary>By name: that is what people type, and what browsers bind cookies to.</summary>
    public string Url { get; private set; } = "";

    public virtual async ValueTask InitializeAsync()
    {
        Fake = await FakeUpstream.StartAsync();
        Portal = await ConfigureAsync();
        Portal.UseKestrel(0);
        Portal.StartServer();
        var address = Portal.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Url = $"http://localhost:{new Uri(address).Port}";
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Fake.DisposeAsync();
        oneAtATime.Dispose();
    }

    /// <summary>The cookies of a person with a role; signs in once for each role.</summary>
    public async Task<IReadOnlyList<Cookie>> SignedInAsync(string role)
    {
        await oneAtATime.WaitAsync();
        try
        {
            if (!signedIn.TryGetValue(role, out var cookies))
                signedIn[role] = cookies = await SignInAsync(await AddPersonAsync(role));
            return cookies;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <returns>The email of a new person with <see cref="PortalBrowser.Password"/>.</returns>
    public async Task<string> AddPersonAsync(string role)
    {
        var email = $"{role.ToLowerInvariant()}@example.com";
        await using var scope = Portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        if (await users.FindByEmailAsync(email) is not null) return email;
        var user = new PortalUser { Id = Guid.NewGuid(), UserName = email, Email = email, CreatedAt = DateTime.UnixEpoch };
        (await users.CreateAsync(user, PortalBrowser.Password)).Succeeded.ShouldBeTrue();
        (await users.AddToRoleAsync(user, role)).Succeeded.ShouldBeTrue();
        return email;
    }

    protected virtual Task<PortalFactory> ConfigureAsync() => Task.FromResult(new PortalFactory());

    private async Task<List<Cookie>> SignInAsync(string email)
    {
        var jar = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = jar, AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = new Uri(Url) };
        var page = PortalBrowser.Parse(await http.GetStringAsync("/sign-in"));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Input.Email"] = email,
            ["Input.Password"] = PortalBrowser.Password,
            ["__RequestVerificationToken"] = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
        });
        using var answer = await http.PostAsync("/sign-in", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return [.. jar.GetAllCookies().Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = Url })];
    }
}
