using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers;

public sealed class ReplaceKeyTests : KeyedProvider
{
    [Fact]
    public async Task A_proven_key_is_switched_to_with_its_result_its_line_and_its_place_in_the_history()
    {
        Fake.Options.CustomKey = New;
        var before = await Portal.ProviderAsync(Slug);

        var done = await Admin.ReplaceKeyAsync(Slug, New + "\r\n");

        done.Location.ShouldBe($"/providers/{Slug}");
        var page = await Admin.PageAsync($"/providers/{Slug}");
        page.QuerySelector(".notice-good")!.TextContent.ShouldContain("The new key is proven, and in use from now on.");
        page.QuerySelector("#key-history li")!.TextContent.ShouldContain("replaced");
        page.QuerySelector("#key-history li")!.TextContent.ShouldContain("proven before it was stored, the one before was less than a day old");
        var after = await Portal.ProviderAsync(Slug);
        (after.Version, after.ConnectionRevision).ShouldBe((before.Version + 1, before.ConnectionRevision + 1));
        (after.LastTest!.Outcome, after.LastTest.Proof).ShouldBe((ProviderTestOutcome.Passed, ProofLevel.KeyProven));
        after.Secrets.Single().Blob.ShouldNotBe(before.Secrets.Single().Blob);
        var line = await Portal.InDatabaseAsync(db => db.Audit.OrderBy(a => a.Id).LastAsync());
        (line.Action, line.Changes).ShouldBe(("provider.key_replaced", "[{\"field\":\"API key\",\"before\":null,\"after\":\"replaced\"},{\"field\":\"Proven before\",\"before\":null,\"after\":\"yes\"}]"));
        await ShouldUseAsync(New);
    }

    [Fact]
    public async Task A_key_that_is_not_proven_changes_nothing_unless_one_insists()
    {
        var before = await Portal.ProviderAsync(Slug);
        (await Admin.PageAsync($"/providers/{Slug}/key")).QuerySelector("[name=AlthoughUnproven]").ShouldBeNull();

        var refused = await Admin.ReplaceKeyAsync(Slug, New);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text(".insist strong").ShouldContain("it was not stored");
        refused.Page.QuerySelector("[name=AlthoughUnproven]")!.GetAttribute("form").ShouldBe("key-form");
        refused.Text("#test-panel .badge").ShouldBe("Down · Credentials");
        refused.Html.ShouldNotContain(New);
        var same = await Portal.ProviderAsync(Slug);
        (same.Version, same.LastTest!.Outcome).ShouldBe((before.Version, ProviderTestOutcome.Passed));
        await ShouldUseAsync(Old);

        (await Admin.ReplaceKeyAsync(Slug, New, insist: true)).Location.ShouldBe($"/providers/{Slug}");

        var page = await Admin.PageAsync($"/providers/{Slug}");
        page.QuerySelector(".notice-good")!.TextContent.ShouldContain("although it was not proven");
        page.QuerySelector("#key-history li")!.TextContent.ShouldContain("stored although it was not proven");
        (await Portal.ProviderAsync(Slug)).LastTest!.Cause.ShouldBe(FailureCause.Credentials);
        await ShouldUseAsync(New);
    }

    [Fact]
    public async Task An_endpoint_that_checks_no_key_proves_none()
    {
        Fake.Options.CustomAuth = FakeAuth.None;

        var refused = await Admin.ReplaceKeyAsync(Slug, New);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("#test-panel .badge").ShouldBe("Healthy · key not proven");
        refused.Page.QuerySelector("[name=AlthoughUnproven]").ShouldNotBeNull();
    }

    [Fact]
    public async Task By_htmx_the_stages_stream_and_the_last_one_says_what_became_of_it()
    {
        Fake.Options.CustomKey = New;

        var started = await Admin.ReplaceKeyAsync(Slug, New, htmx: true);
        started.Status.ShouldBe(HttpStatusCode.OK);
        var stream = await Admin.StreamAsync(Acts.RunIn(started.Html));

        stream.ShouldContain("The new key is proven, and in use from now on.");
        // The form, and the key that is still typed there, goes.
        stream.ShouldContain("id=\"key-form\" class=\"card form\" hx-swap-oob=\"outerHTML\"");
        stream.ShouldNotContain(New);
        await ShouldUseAsync(New);
    }

    [Theory]
    [InlineData("", "Enter the new key.")]
    [InlineData("Bearer sk-x", "Leave out “Bearer”")]
    [InlineData("sk with space", "a space or a line break in its middle")]
    [InlineData("OPENAI_API_KEY=sk-x", "a line of a settings file")]
    [InlineData("sk-\u00fc", "a character that a key cannot have")]
    public async Task What_cannot_be_a_key_is_refused_at_the_field_and_sent_nowhere(string key, string reason)
    {
        Fake.ForgetRequests();

        var refused = await Admin.ReplaceKeyAsync(Slug, key, insist: true, htmx: true);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Response.Headers.GetValues("HX-Retarget").ShouldBe(["#key-form"]);
        refused.Text("#new-key-messages .error").ShouldContain(reason);
        refused.Page.QuerySelector("#new-key")!.HasAttribute("value").ShouldBeFalse();
        refused.Page.QuerySelector("#new-key")!.GetAttribute("hx-preserve").ShouldBe("true");
        Fake.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_that_shows_an_older_version_does_nothing_and_can_be_sent_again()
    {
        Fake.Options.CustomKey = New;
        Fake.ForgetRequests();

        var refused = await Answer.OfAsync(await Admin.PostAsync($"/providers/{Slug}/key", $"/providers/{Slug}/key", new() { ["Version"] = "0", ["NewKey"] = New }));

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text("[role=alert]").ShouldContain("Somebody else changed this provider");
        Fake.Requests.ShouldBeEmpty();
        (await Admin.ReplaceKeyAsync(Slug, New)).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_key_that_was_typed_for_another_address_is_dropped_and_both_addresses_are_named()
    {
        var key = $"/providers/{Slug}/key";
        var shown = await ShownAsync();
        var (before, after) = (Fake.CustomUrl.AbsoluteUri.TrimEnd('/'), Fake.CustomUrl.AbsoluteUri.TrimEnd('/').Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        (await Admin.SaveAsync($"/providers/{Slug}/edit", ("BaseUrl", after), ("ApiKey", "sk-theirs"), ("AuthScheme", "header"), ("Settings[header_name]", "X-Theirs"))).Status.ShouldBe(HttpStatusCode.Redirect);

        var refused = await Answer.OfAsync(await Admin.PostAsync(key, key, new(shown) { ["NewKey"] = New, ["AlthoughUnproven"] = "true" }, htmx: true));

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Page.QuerySelectorAll("[role=alert] li").Select(li => li.TextContent)
            .ShouldBe([$"Base URL: “{after}”, before “{before}”", "Authentication: “Key in a header”, before “Bearer token”", "Header name: “X-Theirs”"]);
        // Without hx-preserve the field comes back empty: pressing the button once more sends nothing.
        refused.Page.QuerySelector("#new-key")!.HasAttribute("hx-preserve").ShouldBeFalse();
        refused.Html.ShouldNotContain(New);
        // The saving above starts a test of its own, with their key.
        Fake.Requests.Any(r => r.Header("X-Theirs") == New || r.Header("Authorization") == "Bearer " + New).ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_is_kept_while_only_the_name_is_another_one()
    {
        var key = $"/providers/{Slug}/key";
        var shown = await ShownAsync();
        (await Admin.SaveAsync($"/providers/{Slug}/edit", ("Name", "Renamed"))).Status.ShouldBe(HttpStatusCode.Redirect);

        var refused = await Answer.OfAsync(await Admin.PostAsync(key, key, new(shown) { ["NewKey"] = New }, htmx: true));

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Page.QuerySelector("[role=alert] li").ShouldBeNull();
        refused.Page.QuerySelector("#new-key")!.GetAttribute("hx-preserve").ShouldBe("true");
    }

    [Fact]
    public async Task A_provider_without_a_key_is_told_where_to_give_it_one()
    {
        var keyless = await Admin.AddTestedAsync(Acts.NewCustom, ("Name", "Keyless"), ("BaseUrl", Fake.CustomUrl.AbsoluteUri), ("AuthScheme", "none"));

        var page = await Admin.PageAsync($"/providers/{keyless}/key");

        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("called without a key");
        page.QuerySelector("#key-form").ShouldBeNull();
        (await Admin.PostAsync("/account/password", $"/providers/{keyless}/key", new() { ["NewKey"] = New })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_provider_that_never_had_a_key_gets_one_here()
    {
        await Portal.ChangeFileAsync("DELETE FROM ProviderSecrets");
        (await Admin.PageAsync($"/providers/{Slug}")).QuerySelector("a[href$='/key']")!.TextContent.ShouldBe("Enter it");
        (await Admin.PageAsync($"/providers/{Slug}/key")).QuerySelector("h1")!.TextContent.ShouldBe("Enter the key of Keyed");

        (await Admin.ReplaceKeyAsync(Slug, Old)).Status.ShouldBe(HttpStatusCode.Redirect);

        (await Portal.InDatabaseAsync(db => db.ProviderKeyChanges.OrderByDescending(c => c.Id).Select(c => c.Kind).FirstAsync())).ShouldBe(ProviderKeyChangeKind.Set);
    }

    [Fact]
    public async Task A_locked_portal_explains_itself_and_sends_the_key_nowhere()
    {
        var directory = Directory.CreateTempSubdirectory("supportbot-locked-").FullName;
        try
        {
            await using (var first = new PortalFactory(directory) { Replace = StartedPortal.Quick })
            {
                using var before = await PortalBrowser.SignedInAsync(first, BuiltInRoles.Admin);
                await before.AddTestedAsync(Acts.NewCustom, ("Name", "Keyed"), ("BaseUrl", Fake.CustomUrl.AbsoluteUri), ("ApiKey", Old));
            }

            File.Delete(Path.Combine(directory, "master.key"));
            await using var locked = new PortalFactory(directory) { Replace = StartedPortal.Quick };
            using var here = await PortalBrowser.SignedInAsync(locked, BuiltInRoles.Admin);
            Fake.ForgetRequests();

            var refused = await here.ReplaceKeyAsync("keyed", New, insist: true);

            refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            refused.Text("#key-form [role=alert]").ShouldContain("the Portal is locked");
            Fake.Requests.ShouldBeEmpty();
        }
        finally
        {
            await PortalFactory.DeleteAsync(directory);
        }
    }

    [Fact]
    public async Task A_long_history_has_pages()
    {
        var id = (await Portal.ProviderAsync(Slug)).Id;
        await Portal.InDatabaseAsync(db =>
        {
            db.ProviderKeyChanges.AddRange(Enumerable.Range(1, 60).Select(n => new ProviderKeyChange { ProviderId = id, Field = "api_key", Kind = ProviderKeyChangeKind.Replaced, At = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(n), By = $"person {n}" }));
            return db.SaveChangesAsync();
        });

        var details = await Admin.PageAsync($"/providers/{Slug}");
        details.QuerySelectorAll("#key-history li").Length.ShouldBe(10);
        details.QuerySelector($"#key-history a[href='/providers/{Slug}/keys']").ShouldNotBeNull();
        var first = await Admin.PageAsync($"/providers/{Slug}/keys");
        first.QuerySelectorAll(".history li").Length.ShouldBe(50);
        first.QuerySelector(".history li")!.TextContent.ShouldContain("by person 60");
        var second = await Admin.PageAsync(first.QuerySelector("main a[href*='before=']")!.GetAttribute("href")!);
        second.QuerySelectorAll(".history li").Length.ShouldBe(11);
        second.QuerySelector("main a[href*='before=']").ShouldBeNull();
    }

    /// <summary>What the key page carries along besides the key.</summary>
    private async Task<Dictionary<string, string>> ShownAsync() => (await Admin.PageAsync($"/providers/{Slug}/key"))
        .QuerySelectorAll("#key-form input[type=hidden]:not([name=__RequestVerificationToken])").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");

    private async Task ShouldUseAsync(string key)
    {
        Fake.ForgetRequests();
        await Admin.TestSavedAsync(Slug);
        Fake.Requests.Select(r => r.Header("Authorization")).Distinct().ShouldContain("Bearer " + key);
    }
}
