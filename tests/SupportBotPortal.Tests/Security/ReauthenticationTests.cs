using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Security;

/// <summary>The password once more, seen at the page that destroys a provider.</summary>
public sealed class ReauthenticationTests : IAsyncLifetime
{
    private readonly PortalFactory portal = new() { Replace = StartedPortal.Quick };

    [Fact]
    public async Task Five_wrong_ones_lock_the_account_and_end_its_sessions()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Admin);
        using var here = await portal.SignedInAsync(person);
        using var elsewhere = await portal.SignedInAsync(person);

        for (var guess = 1; guess < 5; guess++) (await here.DestroyAsync("gone", $"wrong {guess}")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await here.DestroyAsync("gone", "wrong 5")).Location.ShouldBe("/sign-in");

        (await here.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await elsewhere.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "reauthentication.refused" && a.ActorId == person.Id))).ShouldBe(5);
        var lines = await portal.InDatabaseAsync(db => db.Audit.Where(a => a.Action == "reauthentication.refused").OrderBy(a => a.Id).Select(a => a.Changes).ToListAsync());
        lines[0].ShouldBe("""[{"field":"At","before":null,"after":"/providers/gone/destroy"}]""");
        lines[4].ShouldBe("""[{"field":"At","before":null,"after":"/providers/gone/destroy"},{"field":"Account","before":null,"after":"locked"}]""");
        (await portal.InDatabaseAsync(db => DeletedProviders.Of(db).CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task They_count_together_with_those_at_the_sign_in_page()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Admin);
        using var here = await portal.SignedInAsync(person);
        using var stranger = new PortalBrowser(portal);
        for (var guess = 0; guess < 4; guess++) await stranger.PostAsync("/sign-in", "/sign-in", new() { ["Input.Email"] = person.Email!, ["Input.Password"] = "wrong" });

        (await here.DestroyAsync("gone", "wrong")).Location.ShouldBe("/sign-in");
    }

    [Fact]
    public async Task Of_a_locked_account_the_right_one_is_refused_too()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Admin);
        using var here = await portal.SignedInAsync(person);
        using var stranger = new PortalBrowser(portal);
        for (var guess = 0; guess < 5; guess++) await stranger.PostAsync("/sign-in", "/sign-in", new() { ["Input.Email"] = person.Email!, ["Input.Password"] = "wrong" });

        var refused = await here.DestroyAsync("gone");

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text("#password-help .error").ShouldContain("locked for a while");
        (await portal.InDatabaseAsync(db => DeletedProviders.Of(db).CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task The_right_one_starts_the_count_anew()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Admin);
        using var here = await portal.SignedInAsync(person);
        for (var guess = 0; guess < 4; guess++) await here.DestroyAsync("gone", "wrong");

        (await here.DestroyAsync("gone")).Status.ShouldBe(HttpStatusCode.Redirect);

        (await portal.InDatabaseAsync(db => db.Users.Where(u => u.Id == person.Id).Select(u => u.AccessFailedCount).SingleAsync())).ShouldBe(0);
    }

    public async ValueTask InitializeAsync()
    {
        await portal.AddRowAsync("Gone", "http://127.0.0.1:1/v1");
        await portal.ChangeFileAsync("UPDATE Providers SET DeletedAt = '2126-06-01 09:00:00', DeletedBy = 'somebody'");
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();
}
