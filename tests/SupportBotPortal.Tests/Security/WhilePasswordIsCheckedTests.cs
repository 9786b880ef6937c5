using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Security;

/// <summary>Checking a password takes a while. What others do to the account meanwhile is neither undone by it nor escaped.</summary>
public sealed class WhilePasswordIsCheckedTests : IAsyncLifetime
{
    private readonly PausingHasher hasher = new();
    private readonly PortalFactory portal;

    public WhilePasswordIsCheckedTests() => portal = new PortalFactory { Replace = Pausing };

    public static TheoryData<string, bool> Meanwhile => new() { { "disabled", true }, { "disabled", false }, { "app", true }, { "app", false }, { "password", true } };

    [Theory]
    [MemberData(nameof(Meanwhile))]
    public async Task What_happens_to_the_account_stays_and_counts(string what, bool isRight)
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        // One wrong try, so that a right one has something to take back.
        await TryAsync(person, "wrong");
        hasher.Meanwhile = () => portal.InDatabaseAsync(async db =>
        {
            var user = await db.Users.SingleAsync(u => u.Id == person.Id);
            if (what == "disabled") user.IsDisabled = true;
            if (what == "app") user.TotpSecret = [1];
            if (what == "password") user.SecurityStamp = "another";
            return await db.SaveChangesAsync();
        }).GetAwaiter().GetResult();

        var answer = await TryAsync(person, isRight ? PortalBrowser.Password : "wrong");

        if (isRight && what == "app") answer.Location!.ShouldStartWith("/sign-in/code");
        else answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var after = await portal.InDatabaseAsync(db => db.Users.AsNoTracking().SingleAsync(u => u.Id == person.Id));
        (after.IsDisabled, after.TotpSecret is not null).ShouldBe((what == "disabled", what == "app"));
        (await portal.InDatabaseAsync(db => db.Sessions.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_session_that_begins_after_all_were_ended_opens_nothing()
    {
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        // The password is changed when it was checked already, and the session not yet begun.
        await portal.ChangeFileAsync("CREATE TRIGGER late AFTER INSERT ON Audit WHEN NEW.Action = 'sign_in.succeeded' BEGIN UPDATE AspNetUsers SET SecurityStamp = 'another'; END");

        var answer = await TryAsync(person, PortalBrowser.Password);

        answer.Status.ShouldBe(HttpStatusCode.Redirect);
        (await portal.InDatabaseAsync(db => db.Sessions.CountAsync())).ShouldBe(0);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    private void Pausing(IServiceCollection services)
    {
        StartedPortal.Quick(services);
        services.AddSingleton<IPasswordHasher<PortalUser>>(hasher);
    }

    private async Task<Answer> TryAsync(PortalUser person, string password)
    {
        using var browser = new PortalBrowser(portal);
        return await browser.SubmitFormAsync("/sign-in", new() { ["Input.Email"] = person.Email!, ["Input.Password"] = password });
    }

    /// <summary>Does something else while it checks.</summary>
    private sealed class PausingHasher : IPasswordHasher<PortalUser>
    {
        private readonly PasswordHasher<PortalUser> real = new();

        public Action? Meanwhile { get; set; }

        public string HashPassword(PortalUser user, string password) => real.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(PortalUser user, string hashedPassword, string providedPassword)
        {
            Meanwhile?.Invoke();
            Meanwhile = null;
            return real.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
