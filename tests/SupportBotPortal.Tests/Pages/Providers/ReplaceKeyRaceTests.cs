using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers;

/// <summary>What happens while a new key is tested.</summary>
public sealed class ReplaceKeyRaceTests : KeyedProvider
{
    [Fact]
    public async Task A_setting_that_changes_while_the_key_is_tested_keeps_the_key_out_and_a_new_name_does_not()
    {
        Fake.Options.CustomKey = New;

        (await WhileTestedAsync(("Name", "Renamed"))).ShouldContain("The new key is proven, and in use from now on.");
        Fake.Options.CustomKey = Old;
        (await WhileTestedAsync(("BaseUrl", Fake.Url("custom", FakeBehaviour.Ok).AbsoluteUri))).ShouldContain("Somebody else changed the address, a setting or the key");

        (await Portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "provider.key_replaced"))).ShouldBe(1);
    }

    [Fact]
    public async Task A_right_that_is_taken_away_while_the_key_is_tested_keeps_it_out()
    {
        Fake.Options.CustomKey = New;
        // To test, and so to follow what is under way, stays allowed.
        var role = await Portal.AddRoleAsync("llm_provider.edit", "llm_provider.view", "llm_provider.test");
        using var editor = await Portal.SignedInAsync(await Portal.AddPersonAsync(role));

        var told = await WhileTestedAsync(editor, () => Portal.ChangeFileAsync($"DELETE FROM RolePermissions WHERE Permission = 'llm_provider.edit' AND RoleId = (SELECT Id FROM AspNetRoles WHERE Name = '{role}')"));

        told.ShouldContain("You may not replace keys any more");
        (await Portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "provider.key_replaced"))).ShouldBe(0);
    }

    [Fact]
    public async Task A_provider_that_is_deleted_while_the_key_is_tested_gets_none()
    {
        Fake.Options.CustomKey = New;

        await WhileTestedAsync(Admin, () => Admin.DeleteAsync(Slug));

        await Admin.RestoreAsync(Slug);
        (await Portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "provider.key_replaced"))).ShouldBe(0);
    }

    [Fact]
    public async Task A_session_that_ends_while_the_key_is_tested_keeps_it_out()
    {
        Fake.Options.CustomKey = New;
        var person = await Portal.AddPersonAsync(BuiltInRoles.Admin);
        using var browser = await Portal.SignedInAsync(person);
        var gate = HoldAnswers();

        // Without script: the request waits for the end, and tells it.
        var told = browser.ReplaceKeyAsync(Slug, New);
        await Fake.WaitForRequestsAsync(1, TestContext.Current.CancellationToken);
        await Portal.InDatabaseAsync(db => db.Sessions.Where(s => s.UserId == person.Id).ExecuteDeleteAsync(TestContext.Current.CancellationToken));
        gate.SetResult();

        (await told).Text("main").ShouldContain("are signed out, so nothing was changed");
        (await Portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "provider.key_replaced"))).ShouldBe(0);
    }

    private Task<string> WhileTestedAsync(params (string, string)[] changes) => WhileTestedAsync(Admin, async () => (await Admin.SaveAsync($"/providers/{Slug}/edit", changes)).Status.ShouldBe(HttpStatusCode.Redirect));

    /// <summary>Starts a test of the right key, does something while it is under way, and returns what the stream told.</summary>
    private async Task<string> WhileTestedAsync(PortalBrowser who, Func<Task> act)
    {
        var gate = HoldAnswers();
        var run = Acts.RunIn((await who.ReplaceKeyAsync(Slug, Fake.Options.CustomKey, htmx: true)).Html);
        await Fake.WaitForRequestsAsync(1, TestContext.Current.CancellationToken);
        await act();
        gate.SetResult();
        var told = await who.StreamAsync(run);
        Fake.Handler = null;
        return told;
    }

    /// <summary>The fake lists for the right key, but not before this is set.</summary>
    private TaskCompletionSource HoldAnswers()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var key = Fake.Options.CustomKey;
        Fake.ForgetRequests();
        Fake.Handler = async context =>
        {
            await gate.Task;
            context.Response.StatusCode = context.Request.Headers.Authorization.ToString() == "Bearer " + key ? 200 : 401;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"object":"list","data":[{"id":"m","object":"model"}]}""");
        };
        return gate;
    }
}
