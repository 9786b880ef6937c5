using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Account;

/// <summary>A portal, and an identity provider that knows the people of the test. The tests of a class share it: making its keys takes as long as a test.</summary>
public abstract class OidcTest(OidcTest.Shared shared) : IClassFixture<OidcTest.Shared>, IAsyncLifetime
{
    protected IdentityProvider Provider => shared.Provider;

    protected PortalFactory Portal { get; private set; } = null!;

    public ValueTask InitializeAsync()
    {
        Provider.People.Clear();
        Provider.SignedInSince = TimeSpan.Zero;
        Portal = new PortalFactory { Replace = StartedPortal.Quick, Settings = Provider.Settings(("support-leads", BuiltInRoles.Operator), ("portal-admins", "admin"), ("owners", BuiltInRoles.Owner)) };
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Somebody who has not chosen a password yet.</summary>
    private protected async Task<PortalUser> WithoutPasswordAsync()
    {
        var person = await Portal.AddPersonAsync(BuiltInRoles.Viewer);
        await Portal.InDatabaseAsync(db => db.Users.Where(u => u.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, (string?)null)));
        return person;
    }

    /// <returns>What the portal answers when the browser comes back from there.</returns>
    private protected async Task<Answer> SignInAsync(PortalBrowser browser, string name, string? returnUrl = null, string? query = null) => await browser.GetAsync(await CallbackAsync(browser, name, returnUrl, query));

    private protected async Task<string> CallbackAsync(PortalBrowser browser, string name, string? returnUrl = null, string? query = null)
    {
        var asked = await browser.GetAsync("/sign-in/oidc?" + (query ?? "returnUrl=" + (returnUrl ?? "/")));
        asked.Location.ShouldStartWith(Provider.Url + "/connect/authorize?");
        using var there = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await there.GetAsync(asked.Location + "&as=" + name, TestContext.Current.CancellationToken);
        answer.Headers.Location.ShouldNotBeNull(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return answer.Headers.Location.PathAndQuery;
    }

    private protected async Task RefusedAsync(PortalBrowser browser, string name, string sentence)
    {
        var told = await browser.GetAsync((await SignInAsync(browser, name)).Location!);
        told.Status.ShouldBe(HttpStatusCode.Forbidden);
        told.Text("[role=alert]").ShouldContain(sentence);
    }

    private protected Task<PortalUser> UserAsync(string email) => Portal.InDatabaseAsync(db => db.Users.SingleAsync(u => u.Email == email));

    private protected Task<List<string>> RolesAsync(PortalUser user) => Portal.InDatabaseAsync(db => (from m in db.UserRoles join r in db.Roles on m.RoleId equals r.Id where m.UserId == user.Id orderby r.Name select r.Name).ToListAsync())!;

    private protected Task<List<string>> ActionsAsync(PortalUser user) => Portal.InDatabaseAsync(db => db.Audit.Where(a => a.SubjectId == user.Id.ToString()).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync());

    public sealed class Shared : IAsyncLifetime
    {
        public IdentityProvider Provider { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Provider = await IdentityProvider.StartAsync();
            await Provider.RegisterAsync("http://localhost");
        }

        public ValueTask DisposeAsync() => Provider.DisposeAsync();
    }
}
