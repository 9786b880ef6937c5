using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.Users;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.People;

/// <summary>There is always an owner who can sign in.</summary>
public sealed class OwnerTests : IAsyncLifetime
{
    private const string Authority = "https://login.example.com/";

    private readonly PortalFactory portal = new()
    {
        Replace = StartedPortal.Quick,
        Settings = new Dictionary<string, string?> { ["Oidc:Authority"] = Authority, ["Oidc:ClientId"] = "portal", ["Oidc:ClientSecret"] = "not asked for here" },
    };

    private PortalUser owner = null!;
    private PortalBrowser browser = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_only_owner_cannot_give_up_being_one()
    {
        var answer = await DemoteAsync(owner);

        answer.Status.ShouldBe(HttpStatusCode.Redirect);
        (await browser.PageAsync($"/people/{owner.Id}")).QuerySelector("#flash")!.TextContent.ShouldContain("This is the only owner who can sign in.");
        (await OwnersAsync()).ShouldBe([owner.Email]);
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("delete")]
    [InlineData("link")]
    public async Task Nobody_does_it_to_himself(string act)
    {
        await portal.AddPersonAsync(BuiltInRoles.Owner);

        (await browser.PressAsync($"/people/{owner.Id}/{act}", false, ("Password", PortalBrowser.Password))).Status.ShouldBe(HttpStatusCode.Forbidden);

        if (act != "link")
        {
            (await browser.GetAsync($"/people/{owner.Id}/{act}")).Location.ShouldBe($"/people/{owner.Id}");
            (await browser.GetAsync($"/people/{owner.Id}")).Text("#flash").ShouldStartWith("This is your own account");
        }

        (await OwnersAsync()).ShouldContain(owner.Email);
        (await browser.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("disabled", false)]
    [InlineData("invited", false)]
    [InlineData("sent a link to a new password", false)]
    [InlineData("known at the identity provider", true)]
    [InlineData("known at an identity provider that was there before", false)]
    public async Task An_owner_who_cannot_sign_in_counts_for_nothing(string state, bool counts)
    {
        var other = await portal.AddPersonAsync(BuiltInRoles.Owner);
        if (state.StartsWith("sent", StringComparison.Ordinal)) using (await portal.SignedInAsync(other)) (await browser.PressAsync($"/people/{other.Id}/link", false, ("Password", PortalBrowser.Password))).Status.ShouldBe(HttpStatusCode.OK);
        else if (state == "disabled") await portal.InDatabaseAsync(db => db.Users.Where(u => u.Id == other.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.IsDisabled, true), Cancellation));
        else await portal.InDatabaseAsync(db => db.Users.Where(u => u.Id == other.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, (string?)null), Cancellation));
        if (state.StartsWith("known", StringComparison.Ordinal)) await ConnectAsync(other, counts ? Authority : "https://before.example.com/");

        await DemoteAsync(owner);

        (await OwnersAsync()).Contains(owner.Email).ShouldBe(!counts);
    }

    [Fact]
    public async Task Where_there_are_two_one_may_go_and_the_other_stays()
    {
        var other = await portal.AddPersonAsync(BuiltInRoles.Owner);
        using var others = await portal.SignedInAsync(other);

        (await DemoteAsync(owner)).Status.ShouldBe(HttpStatusCode.Redirect);
        (await OwnersAsync()).ShouldBe([other.Email]);

        // He was an owner when he opened the page, and is none any more.
        (await browser.PressAsync($"/people/{other.Id}/disable")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await others.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_owners_who_remove_each_other_at_the_same_moment_leave_one()
    {
        var other = await portal.AddPersonAsync(BuiltInRoles.Owner);
        using var others = await portal.SignedInAsync(other);
        var (mine, theirs) = (await browser.TokenOfAsync("/account/password"), await others.TokenOfAsync("/account/password"));

        var both = await Task.WhenAll(DisableAsync(browser, other, mine), DisableAsync(others, owner, theirs));

        both.Count(status => status == HttpStatusCode.Redirect).ShouldBeGreaterThanOrEqualTo(1);
        (await portal.InDatabaseAsync(db => db.Users.CountAsync(u => !u.IsDisabled && (u.Id == owner.Id || u.Id == other.Id), Cancellation))).ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_owners_without_passwords_who_take_from_each_other_how_they_sign_in_leave_one(bool passkeys)
    {
        var other = await portal.AddPersonAsync(BuiltInRoles.Owner);
        foreach (var person in (PortalUser[])[owner, other])
        {
            if (passkeys) using (var device = new SoftAuthenticator()) using (var own = await portal.SignedInAsync(person)) await own.AddPasskeyAsync(device);
            else await ConnectAsync(person, Authority);
        }

        await portal.InDatabaseAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, (string?)null), Cancellation));

        (await TakeAsync(from: other, by: owner)).ShouldBe(PersonOutcome.Done);
        (await TakeAsync(from: owner, by: other)).ShouldBe(PersonOutcome.LastOwner);

        (await portal.InDatabaseAsync(db => passkeys ? db.UserPasskeys.Select(p => p.UserId).ToListAsync(Cancellation) : db.UserLogins.Select(l => l.UserId).ToListAsync(Cancellation))).ShouldBe([owner.Id]);

        async Task<PersonOutcome> TakeAsync(PortalUser from, PortalUser by)
        {
            await using var scope = portal.Services.CreateAsyncScope();
            var changes = scope.ServiceProvider.GetRequiredService<PersonChanges>();
            var actor = new Core.Audit.Actor(by.Id, by.Email!, "");
            return await (passkeys ? changes.ResetSecondFactorAsync(from.Id, actor, Cancellation) : changes.DisconnectAsync(from.Id, actor, Cancellation));
        }
    }

    public async ValueTask InitializeAsync()
    {
        owner = await portal.AddPersonAsync(BuiltInRoles.Owner);
        browser = await portal.SignedInAsync(owner);
    }

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return portal.DisposeAsync();
    }

    private static async Task<HttpStatusCode> DisableAsync(PortalBrowser who, PortalUser whom, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/people/{whom.Id}/disable") { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]) };
        using var response = await who.Http.SendAsync(request, Cancellation);
        return response.StatusCode;
    }

    private async Task<Answer> DemoteAsync(PortalUser person)
    {
        var ids = await portal.InDatabaseAsync(db => db.Roles.ToDictionaryAsync(r => r.Name!, r => r.Id, Cancellation));
        return await browser.PressAsync($"/people/{person.Id}/roles", false, ("Seen", ids[BuiltInRoles.Owner].ToString()), ("Roles", ids[BuiltInRoles.Admin].ToString()), ("Password", PortalBrowser.Password));
    }

    private Task<int> ConnectAsync(PortalUser person, string authority) => portal.InDatabaseAsync(db =>
    {
        db.UserLogins.Add(new() { LoginProvider = authority, ProviderKey = person.Id.ToString(), UserId = person.Id });
        return db.SaveChangesAsync(Cancellation);
    });

    private Task<List<string?>> OwnersAsync() => portal.InDatabaseAsync(db =>
        (from membership in db.UserRoles join role in db.Roles on membership.RoleId equals role.Id join user in db.Users on membership.UserId equals user.Id where role.Name == BuiltInRoles.Owner select user.Email).ToListAsync(Cancellation));
}
