using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers;

public sealed class ProviderDeleteTests : IAsyncLifetime
{
    private readonly PortalFactory portal = new() { Replace = StartedPortal.Quick };
    private FakeUpstream fake = null!;
    private PortalBrowser admin = null!;

    [Fact]
    public async Task What_depends_on_it_is_shown_before()
    {
        var slug = await AddAsync("Main", ("Environment", "Production"), ("ModelsText", "one\ntwo"));
        var plain = await AddAsync("Spare", ("IsActive", "false"));

        var page = await admin.PageAsync($"/providers/{slug}/delete");
        page.QuerySelectorAll(".dependents li").Select(l => l.TextContent.Trim()).ShouldBe([
            "It is the default provider: new things will no longer have a preselection.",
            "Its environment is production.",
            "It is active: whatever uses its models stops working at once."]);
        page.QuerySelector(".facts")!.TextContent.ShouldContain("Healthy");
        (await admin.PageAsync($"/providers/{plain}/delete")).QuerySelector("form.card")!.TextContent.ShouldContain("Nothing depends on it.");
    }

    [Fact]
    public async Task A_deleted_one_is_nowhere_and_Undo_brings_it_back_as_it_was()
    {
        var slug = await AddAsync("Main", ("Environment", "Production"), ("Notes", "Ask Rosa"), ("ModelsText", "one"));
        var before = await portal.ProviderAsync(slug);

        (await admin.DeleteAsync(slug)).Location.ShouldBe("/providers");

        var list = await admin.PageAsync("/providers");
        list.QuerySelector(".notice-good")!.TextContent.ShouldContain("“Main” is deleted. It can come back for 30 days");
        list.QuerySelector($"#provider-{slug}").ShouldBeNull();
        fake.ForgetRequests();
        foreach (var path in (string[])[$"/providers/{slug}", $"/providers/{slug}/edit", $"/providers/{slug}/key", $"/providers/{slug}/keys", $"/providers/{slug}/duplicate", $"/providers/{slug}/delete"])
            (await admin.GetAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound, path);
        foreach (var act in (string[])["test", "discover", "activation", "default"])
            (await admin.PostAsync("/account/password", $"/providers/{slug}/{act}", new() { ["active"] = "true", ["isDefault"] = "true" })).StatusCode.ShouldBe(HttpStatusCode.NotFound, act);
        fake.Requests.ShouldBeEmpty();

        var undo = list.QuerySelector(".notice-good form")!.GetAttribute("action")!;
        var back = await Answer.OfAsync(await admin.PostAsync("/account/password", undo, []));

        back.Location!.ShouldStartWith($"/providers/{slug}?run=");
        await admin.StreamAsync(back.Run!);
        var after = await portal.ProviderAsync(slug);
        (after.Name, after.IsActive, after.IsDefault, after.Environment, after.Notes).ShouldBe((before.Name, true, true, ProviderEnvironment.Production, "Ask Rosa"));
        after.Models.ShouldBe(before.Models);
        after.Secrets.Single().Blob.ShouldBe(before.Secrets.Single().Blob);
        (after.DeletedAt, after.DeletedBy).ShouldBe((null, null));
        // With the key that was there all the time.
        after.LastTest!.Outcome.ShouldBe(ProviderTestOutcome.Passed);
        (await ActionsAsync(after.Id)).ShouldBe(["provider.created", "provider.deleted", "provider.restored"]);
    }

    [Fact]
    public async Task A_page_that_shows_an_older_version_deletes_nothing_and_shows_what_is_there_now()
    {
        var slug = await AddAsync("Main");
        var shown = (await admin.PageAsync($"/providers/{slug}/delete")).QuerySelector("[name=version]")!.GetAttribute("value")!;
        await admin.SaveAsync($"/providers/{slug}/edit", ("Environment", "Production"));

        var refused = await Answer.OfAsync(await admin.PostAsync($"/providers/{slug}/delete", $"/providers/{slug}/delete", new() { ["version"] = shown }));

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text("[role=alert]").ShouldContain("it was not deleted");
        refused.Text(".dependents").ShouldContain("Its environment is production.");
        (await portal.ProviderAsync(slug)).DeletedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_test_under_way_is_cancelled_and_never_becomes_the_state_of_what_comes_back()
    {
        var slug = await AddAsync("Main");
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hungUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        fake.ForgetRequests();
        fake.Handler = async context =>
        {
            context.RequestAborted.Register(() => hungUp.TrySetResult());
            await gate.Task;
            context.Response.StatusCode = 500;
        };
        using var asked = await admin.PostAsync("/providers", $"/providers/{slug}/test", [], htmx: true);
        var run = Acts.RunIn(await asked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await fake.WaitForRequestsAsync(1, TestContext.Current.CancellationToken);

        await admin.DeleteAsync(slug);

        await hungUp.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        gate.SetResult();
        await admin.StreamAsync(run);
        fake.Handler = null;
        var back = await admin.RestoreAsync(slug);
        await admin.StreamAsync(back.Run!);
        (await portal.ProviderAsync(slug)).LastTest!.Outcome.ShouldBe(ProviderTestOutcome.Passed);
    }

    [Fact]
    public async Task A_name_that_is_taken_meanwhile_gets_an_addition_and_one_of_100_characters_is_cut_for_it()
    {
        var longName = new string('x', 100);
        var first = await AddAsync("Main");
        var longOne = await AddAsync(longName);
        await admin.DeleteAsync(first);
        await admin.DeleteAsync(longOne);
        var second = await AddAsync("main");
        await AddAsync(longName);
        second.ShouldNotBe(first);

        await admin.RestoreAsync(first);
        (await admin.PageAsync($"/providers/{first}")).QuerySelector(".notice-good")!.TextContent.ShouldContain("It is back as “Main (restored)”: its old name is taken by now.");
        await admin.RestoreAsync(longOne);
        (await portal.ProviderAsync(longOne)).Name.ShouldBe(new string('x', 89) + " (restored)");

        // And once more.
        await admin.DeleteAsync(second);
        await admin.SaveAsync($"/providers/{first}/edit", ("Name", "Main"));
        await AddAsync("Main (restored)");
        await admin.RestoreAsync(second);
        (await portal.ProviderAsync(second)).Name.ShouldBe("main (restored 2)");
    }

    [Fact]
    public async Task An_inactive_one_comes_back_inactive()
    {
        var slug = await AddAsync("Quiet", ("IsActive", "false"));
        await admin.DeleteAsync(slug);

        await admin.RestoreAsync(slug);

        (await portal.ProviderAsync(slug)).IsActive.ShouldBeFalse();
        (await admin.PageAsync($"/providers/{slug}")).QuerySelector(".notice-good")!.TextContent.ShouldContain("It is inactive, as before.");
    }

    [Fact]
    public async Task Nobody_can_restore_or_destroy_what_is_not_deleted()
    {
        var slug = await AddAsync("Main");

        (await admin.RestoreAsync(slug)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await admin.GetAsync($"/providers/{slug}/destroy")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await admin.PostAsync("/account/password", $"/providers/{slug}/destroy", new() { ["Password"] = PortalBrowser.Password })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await portal.ProviderAsync(slug)).DeletedAt.ShouldBeNull();
    }

    [Fact]
    public async Task Who_may_not_delete_sees_neither_the_link_nor_the_page_of_deleted_ones()
    {
        await AddAsync("Main");
        using var operators = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Operator);

        (await operators.PageAsync("/providers")).QuerySelector("a[href='/providers/deleted']").ShouldBeNull();
        (await operators.GetAsync("/providers/deleted")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await admin.PageAsync("/providers")).QuerySelector("a[href='/providers/deleted']").ShouldNotBeNull();
    }

    public async ValueTask InitializeAsync()
    {
        fake = await FakeUpstream.StartAsync();
        admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);
    }

    public async ValueTask DisposeAsync()
    {
        admin?.Dispose();
        await portal.DisposeAsync();
        if (fake is not null) await fake.DisposeAsync();
    }

    private Task<string> AddAsync(string name, params (string, string)[] more) =>
        admin.AddTestedAsync(Acts.NewCustom, [("Name", name), ("BaseUrl", fake.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"), .. more]);

    private Task<List<string>> ActionsAsync(Guid id) => portal.InDatabaseAsync(db => db.Audit.Where(a => a.SubjectId == id.ToString()).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync());
}
