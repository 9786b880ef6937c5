using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Live;

/// <summary>A stream that is open when its person loses access ends within seconds, and so does the call behind it.</summary>
public sealed class LiveAccessTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly PortalFactory portal;
    private FakeUpstream fake = null!;

    public LiveAccessTests() => portal = new PortalFactory { Clock = clock, Replace = StartedPortal.Quick };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_the_person_is_disabled()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Admin);

        await EndsWhenAsync(person, () => portal.DisableAsync(person.Id));
    }

    [Fact]
    public async Task When_the_right_is_taken_away()
    {
        var person = await portal.AddPersonAsync(await portal.AddRoleAsync(ProviderPermissions.View, ProviderPermissions.Test, ProviderPermissions.Create));

        await EndsWhenAsync(person, () => portal.InDatabaseAsync(db => db.UserRoles.Where(m => m.UserId == person.Id).ExecuteDeleteAsync()));
    }

    [Fact]
    public async Task When_the_session_is_ended()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Admin);

        await EndsWhenAsync(person, () => portal.InDatabaseAsync(db => db.Sessions.Where(s => s.UserId == person.Id).ExecuteDeleteAsync()));
    }

    [Fact]
    public async Task And_not_before()
    {
        using var browser = await portal.SignedInAsync(await portal.AddPersonAsync(BuiltInRoles.Admin));
        var run = await HangingAsync(browser);
        using var response = await browser.Http.GetAsync($"/runs/{run}", HttpCompletionOption.ResponseHeadersRead, Token);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Token));

        clock.Advance(TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(6));

        var rest = await reader.ReadToEndAsync(Token);
        rest.ShouldContain("No answer within 15 seconds");
        rest.ShouldContain("event: done");
    }

    public async ValueTask InitializeAsync()
    {
        fake = await FakeUpstream.StartAsync();
        fake.Handler = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
    }

    public async ValueTask DisposeAsync()
    {
        await portal.DisposeAsync();
        await fake.DisposeAsync();
    }

    private async Task EndsWhenAsync(PortalUser person, Func<Task> takeAway)
    {
        using var browser = await portal.SignedInAsync(person);
        var run = await HangingAsync(browser);
        using var response = await browser.Http.GetAsync($"/runs/{run}", HttpCompletionOption.ResponseHeadersRead, Token);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Token));
        clock.Advance(TimeSpan.FromSeconds(4));
        await takeAway();

        clock.Advance(TimeSpan.FromSeconds(4));

        (await reader.ReadToEndAsync(Token).WaitAsync(TimeSpan.FromSeconds(20), Token)).ShouldNotContain("event: done");
        await fake.Requests[0].Aborted.WaitAsync(TimeSpan.FromSeconds(20), Token);
        (await browser.GetAsync($"/runs/{run}")).Status.ShouldBeOneOf(HttpStatusCode.Redirect, HttpStatusCode.Forbidden);
    }

    /// <summary>A test whose provider has got the request and does not answer it.</summary>
    private async Task<string> HangingAsync(PortalBrowser browser)
    {
        var form = await browser.ProviderFormAsync(Acts.NewCustom, ("Name", "Live"), ("BaseUrl", fake.CustomUrl.AbsoluteUri), ("ApiKey", "sk-fake-custom"));
        using var answer = await browser.PostAsync(Acts.NewCustom, "/providers/try/test", form, htmx: true);
        var run = Acts.RunIn(await answer.Content.ReadAsStringAsync(Token));
        await fake.WaitForRequestsAsync(1, Token);
        return run;
    }
}
