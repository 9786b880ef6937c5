using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Audit;

public sealed class AuditTests : IAsyncLifetime
{
    private readonly PortalFactory portal = new() { Replace = StartedPortal.Quick };
    private FakeUpstream fake = null!;

    [Fact]
    public async Task Every_act_leaves_a_row_and_the_chain_fits()
    {
        using var owner = new PortalBrowser(portal);
        await owner.PostAsync("/sign-in", "/setup?token=" + portal.NewSetupToken(), new() { ["Input.Email"] = "owner@example.com", ["Input.Password"] = PortalBrowser.Password, ["Input.Repeat"] = PortalBrowser.Password });
        var slug = await AddAsync(owner);
        await owner.SaveAsync($"/providers/{slug}/edit", ("Name", "Renamed"), ("ApiKey", "sk-second-secret"), ("BaseUrl", fake.Url("custom", FakeBehaviour.Ok).AbsoluteUri));
        foreach (var active in (string[])["false", "true"]) await owner.PostAsync($"/providers/{slug}", $"/providers/{slug}/activation", new() { ["active"] = active });
        await owner.PostAsync($"/providers/{slug}/delete", $"/providers/{slug}/delete", []);
        await owner.PostAsync("/account/password", "/account/password", new() { ["Input.Current"] = PortalBrowser.Password, ["Input.New"] = "nine purple submarines", ["Input.Repeat"] = "nine purple submarines" });
        await owner.PostAsync("/providers", "/sign-out", []);
        await owner.PostAsync("/sign-in", "/sign-in", new() { ["Input.Email"] = "owner@example.com", ["Input.Password"] = "wrong-secret-word" });
        await owner.PostAsync("/sign-in", "/sign-in", new() { ["Input.Email"] = "typed-secret-in-the-wrong-field", ["Input.Password"] = "x" });
        await owner.SignInAsync("owner@example.com", "nine purple submarines");

        var rows = await RowsAsync();
        rows.Select(r => r.Action).ShouldBe([
            "user.first_owner_created", "provider.created", "provider.edited", "provider.deactivated", "provider.activated", "provider.deleted",
            "user.password_changed", "sign_out", "sign_in.refused", "sign_in.refused", "sign_in.succeeded"]);
        rows.Where(r => r.ActorName != "unknown").ShouldAllBe(r => r.ActorName == "owner@example.com" && r.Address.StartsWith("10."));
        rows[1].Changes.ShouldContain("\"field\":\"Base URL\"");
        rows[1].Changes.ShouldContain("{\"field\":\"API key\",\"before\":null,\"after\":\"set\"}");
        rows[2].Changes.ShouldContain("{\"field\":\"Name\",\"before\":\"Audited\",\"after\":\"Renamed\"}");
        rows[2].Changes.ShouldContain("\"after\":\"replaced\"");
        rows[5].Changes.ShouldContain("{\"field\":\"Name\",\"before\":\"Renamed\",\"after\":null}");
        var text = string.Join('\n', rows.Select(r => $"{r.ActorName} {r.SubjectName} {r.Changes}"));
        foreach (var secret in (string[])["sk-fake-custom", "sk-second-secret", "wrong-secret-word", "typed-secret", "submarines", PortalBrowser.Password]) text.ShouldNotContain(secret);
        (await BrokenAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_change_in_a_long_list_of_models_is_told_by_what_differs()
    {
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);
        var slug = await AddAsync(admin);
        var many = string.Join('\n', Enumerable.Range(0, 400).Select(n => $"model-number-{n}"));
        await admin.SaveAsync($"/providers/{slug}/edit", ("ModelsText", many));

        await admin.SaveAsync($"/providers/{slug}/edit", ("ModelsText", many.Replace("model-number-399", "another-model", StringComparison.Ordinal)));

        var changes = (await RowsAsync())[^1].Changes;
        changes.ShouldContain("{\"field\":\"Models removed\",\"before\":\"\",\"after\":\"model-number-399\"}");
        changes.ShouldContain("{\"field\":\"Models added\",\"before\":\"\",\"after\":\"another-model\"}");
        changes.Length.ShouldBeLessThan(1000);
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_leaves_no_row()
    {
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);
        var slug = await AddAsync(admin);
        var before = await RowsAsync();

        (await admin.SaveAsync($"/providers/{slug}/edit")).Status.ShouldBe(HttpStatusCode.Redirect);

        (await RowsAsync()).Count.ShouldBe(before.Count);
    }

    [Theory]
    [InlineData("UPDATE Audit SET ActorName = 'somebody else' WHERE Id = 2", 2)]
    [InlineData("UPDATE Audit SET Changes = '[]' WHERE Id = 2", 2)]
    [InlineData("UPDATE Audit SET At = '2020-01-01 00:00:00' WHERE Id = 2", 2)]
    [InlineData("DELETE FROM Audit WHERE Id = 2", 3)]
    public async Task Tampering_is_refused_and_where_it_is_forced_it_is_found(string sql, long broken)
    {
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);
        await AddAsync(admin);
        await admin.PostAsync("/providers", "/sign-out", []);

        (await Should.ThrowAsync<SqliteException>(() => portal.ChangeFileAsync(sql))).Message.ShouldContain("append-only");
        (await BrokenAsync()).ShouldBeNull();

        await portal.ChangeFileAsync($"DROP TRIGGER Audit_no_update; DROP TRIGGER Audit_no_delete; {sql}");
        (await BrokenAsync()).ShouldBe(broken);
    }

    [Theory]
    [InlineData("Providers")]
    [InlineData("Audit")]
    public async Task A_change_and_its_row_are_saved_both_or_neither(string failing)
    {
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);
        var before = await RowsAsync();
        await portal.ChangeFileAsync($"CREATE TRIGGER fails BEFORE INSERT ON {failing} BEGIN SELECT RAISE(ABORT, 'disk on fire'); END;");

        var answer = await admin.SaveAsync(Acts.NewCustom, ("Name", "Audited"), ("BaseUrl", fake.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"));

        answer.Status.ShouldBe(HttpStatusCode.InternalServerError);
        (await RowsAsync()).Count.ShouldBe(before.Count);
        (await portal.InDatabaseAsync(db => db.Providers.CountAsync())).ShouldBe(0);
    }

    public async ValueTask InitializeAsync() => fake = await FakeUpstream.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await portal.DisposeAsync();
        await fake.DisposeAsync();
    }

    private Task<string> AddAsync(PortalBrowser browser) =>
        browser.AddTestedAsync(Acts.NewCustom, ("Name", "Audited"), ("BaseUrl", fake.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"));

    private Task<List<AuditEntry>> RowsAsync() => portal.InDatabaseAsync(db => db.Audit.AsNoTracking().OrderBy(a => a.Id).ToListAsync());

    private Task<long?> BrokenAsync() => portal.InDatabaseAsync(async db => (await AuditTrail.CheckAsync(db, TestContext.Current.CancellationToken)).FirstBroken);
}
