using System.Net;
using Microsoft.AspNetCore.Http;
using SupportBotPortal.Core.Data;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers;

public sealed class ProviderEditTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    private readonly string name = "P " + Guid.NewGuid().ToString("N")[..8];

    private PortalBrowser Admin => started.Admin;

    private FakeUpstream Fake => started.Fake;

    [Fact]
    public async Task A_blank_key_keeps_the_stored_one()
    {
        var slug = await AddAsync();

        (await Admin.SaveAsync(Edit(slug), ("Notes", "new"))).Status.ShouldBe(HttpStatusCode.Redirect);

        await ShouldReachWithKeyAsync(slug);
    }

    [Fact]
    public async Task A_changed_path_keeps_the_key_and_starts_a_test()
    {
        var slug = await AddAsync();

        var saved = await Admin.SaveAsync(Edit(slug), ("BaseUrl", Fake.Url("custom", FakeBehaviour.Ok).AbsoluteUri));

        saved.Run.ShouldNotBeNull();
        await Admin.StreamAsync(saved.Run!);
        (await started.Portal.ProviderAsync(slug)).LastTest!.Outcome.ShouldBe(ProviderTestOutcome.Passed);
        await ShouldReachWithKeyAsync(slug);
    }

    [Fact]
    public async Task A_renamed_provider_keeps_its_address_and_its_result_and_is_not_tested_again()
    {
        var slug = await AddAsync();
        var before = (await started.Portal.ProviderAsync(slug)).LastTest!.At;

        var saved = await Admin.SaveAsync(Edit(slug), ("Name", name + " renamed"));

        saved.Location.ShouldBe($"/providers/{slug}");
        saved.Run.ShouldBeNull();
        (await started.Portal.ProviderAsync(slug)).LastTest!.At.ShouldBe(before);
    }

    [Fact]
    public async Task A_new_key_replaces_the_old_one_and_is_tested()
    {
        var slug = await AddAsync(key: "wrong");
        (await started.Portal.ProviderAsync(slug)).LastTest!.Cause.ShouldBe(FailureCause.Credentials);

        var saved = await Admin.SaveAsync(Edit(slug), ("ApiKey", "sk-fake-custom"));

        await Admin.StreamAsync(saved.Run!);
        (await started.Portal.ProviderAsync(slug)).LastTest!.Outcome.ShouldBe(ProviderTestOutcome.Passed);
    }

    [Fact]
    public async Task Authentication_without_a_key_removes_the_stored_one()
    {
        var slug = await AddAsync();

        (await Admin.SaveAsync(Edit(slug), ("AuthScheme", "none"))).Status.ShouldBe(HttpStatusCode.Redirect);

        (await started.Portal.ProviderAsync(slug)).Secrets.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_comma_inside_a_model_id_survives_an_edit()
    {
        var slug = await AddAsync();
        await Admin.SaveAsync(Edit(slug), ("ModelsText", "one,with,commas\ntwo, three"));

        await Admin.SaveAsync(Edit(slug), ("Notes", "changed"));

        (await started.Portal.ProviderAsync(slug)).Models.ShouldBe(["one,with,commas", "two", "three"]);
    }

    [Fact]
    public async Task A_refused_fragment_leaves_the_ticks_to_the_list_beside_it_and_a_page_carries_them()
    {
        var typed = new (string, string)[] { ("Name", ""), ("BaseUrl", started.Fake.CustomUrl.AbsoluteUri), ("PickedModels", "picked-model") };

        // htmx would make real inputs of them: a model that is unticked afterwards would be saved all the same.
        (await Admin.SaveFragmentAsync(Acts.NewCustom, typed)).Page.QuerySelectorAll("[name='Form.PickedModels']").ShouldBeEmpty();
        (await Admin.SaveAsync(Acts.NewCustom, typed)).Html.ShouldContain("name=\"Form.PickedModels\" value=\"picked-model\"");
    }

    [Fact]
    public async Task A_result_of_an_older_connection_never_becomes_the_state()
    {
        await using var fake = await FakeUpstream.StartAsync();
        var slug = await Admin.AddTestedAsync(Acts.NewCustom, ("Name", name), ("BaseUrl", fake.Url("custom", FakeBehaviour.Ok).AbsoluteUri), ("ApiKey", "sk-fake-custom"));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        fake.ForgetRequests();
        fake.Handler = async context =>
        {
            var old = context.Request.Path.StartsWithSegments("/custom/ok");
            if (old) await gate.Task;
            context.Response.StatusCode = old ? 500 : 401;
            await context.Response.WriteAsync("""{"error":{"message":"no","code":"invalid_api_key"}}""");
        };
        using var started1 = await Admin.PostAsync("/providers", $"/providers/{slug}/test", [], htmx: true);
        var older = Acts.RunIn(await started1.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await fake.WaitForRequestsAsync(1, TestContext.Current.CancellationToken);

        var saved = await Admin.SaveAsync(Edit(slug), ("BaseUrl", fake.CustomUrl.AbsoluteUri));
        await Admin.StreamAsync(saved.Run!);
        gate.SetResult();
        await Admin.StreamAsync(older);

        (await started.Portal.ProviderAsync(slug)).LastTest!.Cause.ShouldBe(FailureCause.Credentials);
    }

    [Fact]
    public async Task Fields_that_the_form_does_not_have_have_no_effect()
    {
        var slug = await AddAsync();
        var before = await started.Portal.ProviderAsync(slug);
        var fields = await Admin.ProviderFormAsync(Edit(slug), ("IsDefault", "true"), ("Id", Guid.Empty.ToString()), ("TypeId", "openai"), ("Slug", "elsewhere"),
            ("Secrets[0].Field", "api_key"), ("Secrets[0].Blob", "AAAA"), ("LastTest.Message", "fine"), ("ConnectionRevision", "99"), ("Settings[unknown]", "x"), ("Notes", "seen"));
        foreach (var (field, value) in fields.ToList()) fields.TryAdd(field.Replace("Form.", "Provider.", StringComparison.Ordinal), value);

        (await Admin.PostAsync(Edit(slug), Edit(slug), fields)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var after = await started.Portal.ProviderAsync(slug);
        (after.Id, after.TypeId, after.IsDefault, after.ConnectionRevision, after.Notes).ShouldBe((before.Id, "custom", before.IsDefault, before.ConnectionRevision, "seen"));
        after.Settings.ShouldNotContainKey("unknown");
        after.Secrets.Single().Blob.ShouldBe(before.Secrets.Single().Blob);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("99")]
    public async Task A_version_that_was_not_shown_overwrites_nothing_that_was_not_seen(string version)
    {
        var slug = await AddAsync();

        (await Admin.SaveAsync(Edit(slug), ("Version", version), ("Seen", ""), ("Notes", "x"))).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_provider_whose_plugin_is_gone_is_shown_marked_and_kept()
    {
        var slug = await AddAsync();
        var blob = (await started.Portal.ProviderAsync(slug)).Secrets.Single().Blob;
        await started.Portal.ChangeFileAsync($"UPDATE Providers SET TypeId = 'vanished' WHERE Slug = '{slug}'");

        (await Admin.PageAsync("/providers")).QuerySelector($"#provider-{slug}")!.TextContent.ShouldContain("Plugin missing");
        (await Admin.PageAsync($"/providers/{slug}")).QuerySelector("[role=alert]")!.TextContent.ShouldContain("“vanished” is not loaded");
        Fake.ForgetRequests();
        (await Admin.TestSavedAsync(slug)).QuerySelector("#test-panel")!.TextContent.ShouldContain("Not testable");
        Fake.Requests.ShouldBeEmpty();
        (await Admin.PageAsync(Edit(slug))).QuerySelector("#name")!.GetAttribute("value").ShouldBe(name);
        var refused = await Admin.SaveAsync(Edit(slug), ("Name", "Other"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("#type-help .error").ShouldContain("cannot be changed");
        (await started.Portal.ProviderAsync(slug)).Secrets.Single().Blob.ShouldBe(blob);
    }

    [Theory]
    [InlineData("New")]
    [InlineData("form")]
    [InlineData("Try")]
    [InlineData("Deleted")]
    public async Task A_provider_named_like_a_page_of_the_portal_can_be_reached(string taken)
    {
        var slug = await Admin.AddTestedAsync(Acts.NewCustom, ("Name", taken), ("BaseUrl", Fake.CustomUrl.AbsoluteUri), ("AuthScheme", "none"));

        (await Admin.PageAsync($"/providers/{slug}")).QuerySelector("h1")!.TextContent.ShouldContain(taken);
        (await Admin.PageAsync(Edit(slug))).QuerySelector("h1")!.TextContent.ShouldBe($"Edit {taken}");
        (await Admin.TestSavedAsync(slug)).QuerySelector("h1")!.TextContent.ShouldContain(taken);
    }

    private static string Edit(string slug) => $"/providers/{slug}/edit";

    private Task<string> AddAsync(string key = "sk-fake-custom") => Admin.AddTestedAsync(Acts.NewCustom, ("Name", name), ("BaseUrl", Fake.CustomUrl.AbsoluteUri), ("ApiKey", key));

    private async Task ShouldReachWithKeyAsync(string slug)
    {
        Fake.ForgetRequests();
        await Admin.TestSavedAsync(slug);
        Fake.Requests.ShouldNotBeEmpty();
        Fake.Requests.ShouldContain(r => r.Header("Authorization") == "Bearer sk-fake-custom");
    }
}
