using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Settings;

/// <summary>Where a second factor is demanded, who has none can set one up, and do nothing else.</summary>
public sealed class SecondFactorPolicyTests : IAsyncLifetime
{
    private const string Page = "/settings/second-factor";

    private readonly PortalFactory portal = new() { Replace = StartedPortal.Quick };
    private PortalBrowser owner = null!;

    [Fact]
    public async Task Demanded_of_everybody_it_holds_at_the_next_request_for_who_is_signed_in_and_ends_once_one_is_set_up()
    {
        using var viewer = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Viewer);
        (await viewer.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);

        await DemandAsync(SecondFactorDemand.Everybody);

        (await viewer.GetAsync("/providers")).Location.ShouldBe("/account/second-factor");
        (await viewer.SubmitFormAsync("/account/password", [], "/providers/nobody/delete")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await viewer.FragmentAsync("/providers")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await viewer.GetAsync("/")).Location.ShouldBe("/account/second-factor");
        (await viewer.GetAsync("/account")).Text("main").ShouldContain("This portal demands a second factor of you.");
        (await viewer.GetAsync("/account")).Page.QuerySelectorAll(".sidebar a[href='/providers']").ShouldBeEmpty();

        await viewer.SetUpAppAsync(DateTimeOffset.UtcNow);

        (await viewer.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);
        (await viewer.GetAsync("/")).Text("main").ShouldNotContain("demands a second factor");
    }

    [Fact]
    public async Task A_passkey_will_do_too()
    {
        await DemandAsync(SecondFactorDemand.Everybody);
        using var viewer = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Viewer);
        (await viewer.GetAsync("/providers")).Location.ShouldBe("/account/second-factor");
        using var device = new SoftAuthenticator();

        await viewer.AddPasskeyAsync(device);

        (await viewer.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("llm_provider.view", HttpStatusCode.OK)]
    [InlineData("llm_provider.edit", HttpStatusCode.Redirect)]
    public async Task Demanded_of_those_who_can_do_harm_it_leaves_the_others_alone(string permission, HttpStatusCode expected)
    {
        await DemandAsync(SecondFactorDemand.HighRisk);
        using var browser = await portal.SignedInAsync(await portal.AddPersonAsync(await portal.AddRoleAsync(permission)));

        (await browser.GetAsync("/providers")).Status.ShouldBe(expected);
    }

    [Fact]
    public async Task Who_demands_it_without_having_one_is_asked_for_it_himself()
    {
        (await DemandAsync(SecondFactorDemand.Everybody)).Location.ShouldBe("/settings");

        (await owner.GetAsync("/settings")).Location.ShouldBe("/account/second-factor");
    }

    [Fact]
    public async Task Before_it_is_demanded_it_says_of_how_many()
    {
        (await owner.GetAsync(Page)).Text("main .form > .help").ShouldStartWith("One person who signs in with a password has none yet");
        await portal.AddPersonAsync(BuiltInRoles.Viewer);
        (await owner.GetAsync(Page)).Text("main .form > .help").ShouldStartWith("2 people who sign in with a password have none yet");
    }

    [Fact]
    public async Task It_costs_the_password_and_the_permission_and_is_in_the_audit_log()
    {
        (await owner.SubmitFormAsync(Page, new() { ["SecondFactor"] = "Everybody", ["Password"] = "wrong" })).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);
        (await admin.GetAsync("/settings")).Page.QuerySelectorAll($"a[href='{Page}']").ShouldBeEmpty();
        (await admin.SubmitFormAsync("/account/password", new() { ["SecondFactor"] = "Everybody", ["Password"] = PortalBrowser.Password }, Page)).Status.ShouldBe(HttpStatusCode.Forbidden);
        foreach (var other in (string[])["7", "sometimes", ""])
            (await owner.SubmitFormAsync(Page, new() { ["SecondFactor"] = other, ["Password"] = PortalBrowser.Password })).Text("fieldset .error").ShouldBe("Choose one of the three.");
        (await portal.InDatabaseAsync(db => db.SignInPolicy.CountAsync())).ShouldBe(0);

        await DemandAsync(SecondFactorDemand.HighRisk);

        (await portal.InDatabaseAsync(db => db.Audit.Where(a => a.Action == "settings.changed").Select(a => a.Changes).SingleAsync()))
            .ShouldBe("""[{"field":"Second factor demanded of","before":"Nobody","after":"HighRisk"}]""");
    }

    [Fact]
    public async Task What_somebody_wrote_into_the_file_that_nobody_knows_demands_it_of_everybody()
    {
        await DemandAsync(SecondFactorDemand.HighRisk);
        await portal.ChangeFileAsync("UPDATE SignInPolicy SET SecondFactor = 'sometimes'");
        using var viewer = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Viewer);

        (await viewer.GetAsync("/providers")).Location.ShouldBe("/account/second-factor");
    }

    public async ValueTask InitializeAsync() => owner = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Owner);

    public ValueTask DisposeAsync()
    {
        owner.Dispose();
        return portal.DisposeAsync();
    }

    private Task<Answer> DemandAsync(SecondFactorDemand demand) => owner.SubmitFormAsync(Page, new() { ["SecondFactor"] = demand.ToString(), ["Password"] = PortalBrowser.Password });
}
