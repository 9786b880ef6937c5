using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages;

public sealed class DashboardTests : IAsyncLifetime
{
    private static readonly DateTime Now = new(2026, 6, 1, 9, 0, 0, DateTimeKind.Utc);

    private readonly PortalFactory portal = new() { Replace = StartedPortal.Quick, Clock = new FakeTimeProvider(new DateTimeOffset(Now)) };

    [Fact]
    public async Task The_first_start_leads_to_adding_a_provider()
    {
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);
        using var viewer = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Viewer);

        (await admin.PageAsync("/")).QuerySelector(".empty a")!.GetAttribute("href").ShouldBe("/providers/new");
        (await viewer.PageAsync("/")).QuerySelector(".empty a").ShouldBeNull();
        (await viewer.PageAsync("/")).QuerySelector(".empty h2")!.TextContent.ShouldBe("No provider yet");
    }

    [Fact]
    public async Task It_counts_and_names_what_needs_attention_with_a_way_to_mend_it()
    {
        await AddAsync(
            Row("Healthy", p => (p.LastTest, p.IsDefault) = (Test(ProviderTestOutcome.Passed, ProofLevel.KeyProven), true)),
            Row("Down", p => (p.LastTest, p.Environment) = (Test(ProviderTestOutcome.Failed, ProofLevel.None, FailureCause.Credentials, "The key was refused."), ProviderEnvironment.Production)),
            Row("Sealed", p => p.LastTest = Test(ProviderTestOutcome.NotTestable, ProofLevel.None, null, "The key was sealed with another master key.")),
            Row("Keyless", p => p.Secrets.Clear()),
            Row("Old key", p => (p.Secrets[0].SetAt, p.LastTest) = (Now.AddDays(-100), Test(ProviderTestOutcome.Passed, ProofLevel.KeyProven))),
            Row("Retiring", p =>
            {
                p.LastTest = Test(ProviderTestOutcome.Passed, ProofLevel.KeyProven);
                p.Models = ["gpt-old", "gpt-new"];
                p.KnownModels = [Model("gpt-old", new(2026, 6, 21)), Model("gpt-new", null), Model("gpt-unused", new(2026, 6, 2)), Model("gpt-later", new(2027, 1, 1))];
            }),
            Row("Foreign", p =>
            {
                p.TypeId = "vanished";
                p.Secrets.Clear();
            }),
            Row("Resting", p => (p.IsActive, p.LastTest) = (false, Test(ProviderTestOutcome.Failed, ProofLevel.None, FailureCause.Connect, "No answer."))),
            Row("Gone", p => (p.DeletedAt, p.DeletedBy) = (Now.AddDays(-25), "rosa")),
            Row("Just gone", p => (p.DeletedAt, p.DeletedBy) = (Now.AddDays(-1), "rosa")));
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);

        var page = await admin.PageAsync("/");

        page.QuerySelectorAll(".tile a").Select(t => Words(t.TextContent) + " → " + t.GetAttribute("href")).ShouldBe([
            "Healthy 3 at their last test → /providers?state=healthy",
            "Down 1 at their last test → /providers?state=down",
            "Attention 0 quota, rate limit, or not proven → /providers?state=attention",
            "Not tested 1 as they are now → /providers?state=not-tested"]);
        var groups = page.QuerySelectorAll(".attention").ToDictionary(g => g.QuerySelector("h2")!.FirstChild!.TextContent.Trim(), g => g.QuerySelectorAll("li").Select(l => Words(l.TextContent) + " → " + l.QuerySelector("a.btn")?.GetAttribute("href")).ToList());
        groups.Keys.ShouldBe(["Model in production", "Down", "Without a key", "Not testable", "Plugins that are missing", "Keys to replace", "Models about to retire", "Deleted, and destroyed soon"]);
        groups["Down"].ShouldHaveSingleItem().ShouldBe("Down production The key was refused. · 1 h ago Down · Credentials See what to do of Down → /providers/down");
        groups["Without a key"].ShouldHaveSingleItem().ShouldEndWith("→ /providers/keyless/key");
        groups["Not testable"].ShouldHaveSingleItem().ShouldContain("another master key");
        groups["Plugins that are missing"].ShouldHaveSingleItem().ShouldContain("Type “vanished” 1 provider can neither be tested nor changed.");
        groups["Keys to replace"].ShouldHaveSingleItem().ShouldContain("overdue by 10 days");
        groups["Models about to retire"].ShouldHaveSingleItem().ShouldBe("Retiring gpt-old retires in 20 days Change models of Retiring → /providers/retiring/edit");
        groups["Deleted, and destroyed soon"].ShouldHaveSingleItem().ShouldBe("Gone deleted 25 days ago by rosa destroyed in 5 days Restore or destroy of Gone → /providers/deleted");
    }

    [Fact]
    public async Task A_model_that_a_provider_uses_because_it_is_its_types_default_counts_too()
    {
        var defaults = portal.Services.GetRequiredService<PluginCatalog>().TypeOf("openai")!.DefaultModels;
        await AddAsync(Row("Defaults", p =>
        {
            p.LastTest = Test(ProviderTestOutcome.Passed, ProofLevel.KeyProven);
            p.KnownModels = [Model(defaults[0], new(2026, 6, 1))];
        }));
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);

        (await admin.PageAsync("/")).QuerySelector(".attention li .badge")!.TextContent.ShouldBe("retires today");
    }

    [Fact]
    public async Task Where_nothing_is_active_it_does_not_say_that_all_is_well()
    {
        await AddAsync([.. Enumerable.Range(0, 7).Select(n => Row($"Resting {n}", p => (p.IsActive, p.LastTest) = (false, Test(ProviderTestOutcome.Passed, ProofLevel.KeyProven))))]);
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);

        var page = await admin.PageAsync("/");

        page.QuerySelector(".notice-good").ShouldBeNull();
        var group = page.QuerySelector(".attention")!;
        group.QuerySelector("h2")!.TextContent.ShouldContain("No active provider");
        group.QuerySelector("li")!.TextContent.ShouldContain("All 7 providers are inactive");
        group.QuerySelector("li a")!.GetAttribute("href").ShouldBe("/providers?state=inactive");
        group.QuerySelector(".attention-rest").ShouldBeNull();
    }

    [Fact]
    public async Task Each_cause_of_attention_has_its_group_and_its_list()
    {
        await AddAsync([
            .. Enumerable.Range(0, 6).Select(n => Row($"Broke {n}", p => p.LastTest = Test(ProviderTestOutcome.Failed, ProofLevel.None, FailureCause.Quota, "No credit."))),
            Row("Busy", p => p.LastTest = Test(ProviderTestOutcome.Failed, ProofLevel.None, FailureCause.RateLimit, "Too many.")),
            Row("Full", p => p.LastTest = Test(ProviderTestOutcome.Failed, ProofLevel.None, FailureCause.Overloaded, "Busy.")),
            Row("Unproven", p => p.LastTest = Test(ProviderTestOutcome.Passed, ProofLevel.Reachable)),
        ]);
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);

        var page = await admin.PageAsync("/");

        page.QuerySelector(".notice-good").ShouldBeNull();
        page.QuerySelectorAll(".attention h2").Select(h => Words(h.TextContent)).ShouldBe(["Model in production", "Quota used up 6", "Rate limited 1", "Overloaded 1", "Not proven 1"]);
        var all = page.QuerySelector(".attention-rest a")!;
        all.GetAttribute("href").ShouldBe("/providers?state=attention&reason=quota");
        (await admin.PageAsync(all.GetAttribute("href")!)).QuerySelector(".foot [role=status]")!.TextContent.ShouldStartWith("6 providers");
    }

    [Fact]
    public async Task Nobody_is_named_twice_for_a_missing_key()
    {
        await AddAsync(
            Row("Keyless", p =>
            {
                p.Secrets.Clear();
                p.LastTest = Test(ProviderTestOutcome.NotTestable, ProofLevel.None, null, "No key is configured.");
            }),
            Row("Odd", p => p.LastTest = Test(ProviderTestOutcome.NotTestable, ProofLevel.None, null, "Its base URL is none.")));
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);

        var page = await admin.PageAsync("/");

        page.QuerySelectorAll(".attention h2").Select(h => Words(h.TextContent)).ShouldBe(["Model in production", "Without a key 1", "Not testable 1"]);
        page.QuerySelectorAll(".attention .row-name").Select(a => a.TextContent).ShouldBe(["No model is chosen", "Keyless", "Odd"]);
    }

    [Fact]
    public async Task Keys_that_are_due_and_keys_due_soon_are_counted_as_the_list_counts_them()
    {
        await AddAsync([.. Enumerable.Range(0, 13).Select(n => Row($"Key {n}", p => (p.Secrets[0].SetAt, p.LastTest) = (Now.AddDays(n < 6 ? -100 : -80), Test(ProviderTestOutcome.Passed, ProofLevel.KeyProven))))]);
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);

        var page = await admin.PageAsync("/");

        page.QuerySelectorAll(".attention h2").Select(h => Words(h.TextContent)).ShouldBe(["Model in production", "Keys to replace 6", "Keys due soon 7"]);
        page.QuerySelectorAll(".attention-rest a").Select(a => a.GetAttribute("href")).ShouldBe(["/providers?key=due", "/providers?key=due-soon"]);
        (await admin.PageAsync("/providers")).QuerySelector("#due-keys")!.TextContent.ShouldContain("6 keys are due");
        (await admin.PageAsync("/providers?key=due-soon")).QuerySelector(".foot [role=status]")!.TextContent.ShouldStartWith("7 providers");
    }

    [Fact]
    public async Task What_was_never_tested_is_not_called_well()
    {
        await AddAsync(Row("New", _ => { }));
        await ChooseAsync("New");
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);

        var page = await admin.PageAsync("/");

        page.QuerySelector(".notice-good").ShouldBeNull();
        page.QuerySelector("main .notice")!.TextContent.ShouldContain("1 provider has not been tested as it is now.");
    }

    [Fact]
    public async Task Where_all_is_well_it_says_so()
    {
        await AddAsync(Row("Healthy", p => p.LastTest = Test(ProviderTestOutcome.Passed, ProofLevel.KeyProven)));
        await ChooseAsync("Healthy");
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);

        (await admin.PageAsync("/")).QuerySelector(".notice-good")!.TextContent.Trim().ShouldBe("Nothing needs your attention.");
    }

    [Fact]
    public async Task Where_no_model_is_chosen_it_does_not_say_that_all_is_well()
    {
        await AddAsync(Row("Healthy", p => p.LastTest = Test(ProviderTestOutcome.Passed, ProofLevel.KeyProven)));
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);
        using var stranger = await portal.SignedInAsync(await portal.AddPersonAsync(await portal.AddRoleAsync("llm_provider.view")));

        var page = await admin.PageAsync("/");

        page.QuerySelector(".notice-good").ShouldBeNull();
        var line = page.QuerySelectorAll(".attention li").ShouldHaveSingleItem();
        Words(line.TextContent).ShouldBe("No model is chosen Bots get no answer until somebody chooses one. See what to do of No model is chosen");
        line.QuerySelectorAll("a").ShouldAllBe(a => a.GetAttribute("href") == "/generation");
        (await stranger.PageAsync("/")).QuerySelector(".attention").ShouldBeNull();
    }

    [Fact]
    public async Task Each_sees_only_what_each_may_see_and_may_do()
    {
        await AddAsync(Row("Keyless", p => p.Secrets.Clear()), Row("Gone", p => (p.DeletedAt, p.DeletedBy) = (Now.AddDays(-25), "rosa")), Row("Foreign", p => p.TypeId = "vanished"));
        using var nobody = await portal.SignedInAsync(await portal.AddPersonAsync());
        using var viewer = await portal.SignedInAsync(await portal.AddPersonAsync(await portal.AddRoleAsync("llm_provider.view")));

        var blank = await nobody.PageAsync("/");
        blank.QuerySelector(".empty")!.TextContent.ShouldContain("none of your roles may see providers");
        foreach (var name in (string[])["Keyless", "Gone", "Foreign"]) blank.Body!.TextContent.ShouldNotContain(name);
        var page = await viewer.PageAsync("/");
        page.QuerySelectorAll(".attention h2").Select(h => h.FirstChild!.TextContent.Trim()).ShouldBe(["Without a key", "Plugins that are missing"]);
        page.QuerySelectorAll(".attention a.btn").ShouldBeEmpty();
        page.QuerySelector(".sidebar a[aria-current=page]")!.TextContent.ShouldBe("Dashboard");
    }

    [Fact]
    public async Task Of_thousands_it_shows_five_and_says_how_many_there_are()
    {
        await AddAsync([.. Enumerable.Range(0, 3000).Select(n => Row($"Down {n}", p => p.LastTest = Test(ProviderTestOutcome.Failed, ProofLevel.None, FailureCause.Connect, "No answer.")))]);
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);

        var page = await admin.GetAsync("/");

        page.Status.ShouldBe(HttpStatusCode.OK);
        var group = page.Page.QuerySelectorAll(".attention").Single(g => g.QuerySelector("h2")!.TextContent.StartsWith("Down", StringComparison.Ordinal));
        group.QuerySelectorAll("li").Length.ShouldBe(5);
        group.QuerySelector(".count")!.TextContent.ShouldBe("3,000");
        page.Text(".attention-rest").ShouldBe("All 3,000");
        page.Page.QuerySelector(".attention-rest a")!.GetAttribute("href").ShouldBe("/providers?state=down");
        page.Html.Length.ShouldBeLessThan(20_000);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    private Task<int> AddAsync(params Provider[] providers) => portal.InDatabaseAsync(db =>
    {
        var vault = portal.Services.GetRequiredService<ProviderSecretsVault>();
        foreach (var provider in providers.Where(p => p.Secrets.Count > 0)) provider.Secrets[0].Blob = vault.Seal(provider, ProviderSecret.ApiKeyField, "sk-sealed-for-the-test", "rosa").Blob;
        db.Providers.AddRange(providers);
        return db.SaveChangesAsync();
    });

    private Task<int> ChooseAsync(string name) => portal.InDatabaseAsync(db =>
    {
        db.GenerationVersions.Add(new() { Number = 1, At = Now, By = "rosa", Settings = new() { Model = new(db.Providers.Single(p => p.Name == name).Id, portal.Services.GetRequiredService<PluginCatalog>().TypeOf("openai")!.DefaultModels[0]) } });
        return db.SaveChangesAsync();
    });

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Provider Row(string name, Action<Provider> change)
    {
        var provider = new Provider
        {
            Id = Guid.NewGuid(),
            Name = name,
            NormalizedName = name.ToUpperInvariant(),
            Slug = name.ToLowerInvariant().Replace(' ', '-'),
            TypeId = "openai",
            BaseUrl = "https://api.openai.com/v1",
            AuthScheme = "bearer",
            IsActive = true,
            Version = 1,
        };
        provider.Secrets.Add(new ProviderSecret { ProviderId = provider.Id, Field = ProviderSecret.ApiKeyField, Blob = [], SetAt = Now.AddDays(-1), SetBy = "rosa" });
        change(provider);
        return provider;
    }

    private static ProviderModel Model(string id, DateOnly? retires) => new() { ModelId = id, RetiresOn = retires, FirstSeenAt = Now, LastSeenAt = Now };

    private static ProviderTestRecord Test(ProviderTestOutcome outcome, ProofLevel proof, FailureCause? cause = null, string message = "") =>
        new() { At = Now.AddHours(-1), Outcome = outcome, Proof = proof, Cause = cause, Message = message, StartedBy = "rosa" };
}
