using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Security;

/// <summary>Passwords cannot be guessed faster by guessing all at once, or from inside an open session.</summary>
public sealed class GuessingTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    [Fact]
    public async Task Wrong_passwords_sent_together_are_counted_one_by_one_and_lock_the_account()
    {
        var victim = await started.Portal.AddPersonAsync(BuiltInRoles.Viewer);
        var guessers = Enumerable.Range(0, 8).Select(_ => new PortalBrowser(started.Portal)).ToList();

        var answers = await Task.WhenAll(guessers.Select(g => g.PostAsync("/sign-in", "/sign-in", new() { ["Input.Email"] = victim.Email!, ["Input.Password"] = "not the password" })));

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.UnprocessableEntity);
        var lockedUntil = await started.Portal.InDatabaseAsync(db => db.Users.Where(u => u.Id == victim.Id).Select(u => u.LockoutEnd).SingleAsync());
        lockedUntil.ShouldNotBeNull();
        (await started.Portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "sign_in.refused" && a.ActorId == victim.Id))).ShouldBe(8);
        guessers.ForEach(g => g.Dispose());
    }

    [Fact]
    public async Task Guessing_the_current_password_in_an_open_session_ends_that_session()
    {
        var victim = await started.Portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var session = await started.Portal.SignedInAsync(victim);
        HttpResponseMessage? answer = null;
        for (var guess = 0; guess < 5; guess++)
        {
            answer = await session.PostAsync("/account/password", "/account/password", new()
            {
                ["Input.Current"] = $"wrong {guess}",
                ["Input.New"] = "violet lamp under water",
                ["Input.Repeat"] = "violet lamp under water",
            });
        }

        answer!.Headers.Location!.OriginalString.ShouldBe("/sign-in");
        (await session.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await started.Portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "user.password_change_refused" && a.ActorId == victim.Id))).ShouldBe(5);
    }

    [Fact]
    public async Task Eighteen_guesses_of_the_current_password_sent_together_are_five_checks()
    {
        var meeting = new Meeting(18);
        await using var portal = new PortalFactory
        {
            Replace = services =>
            {
                StartedPortal.Quick(services);
                services.AddSingleton<IClaimsTransformation>(meeting);
            },
        };
        var victim = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var session = await portal.SignedInAsync(victim);
        var token = (await session.PageAsync("/account/password")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        await Task.WhenAll(Enumerable.Range(0, 18).Select(async guess =>
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["Input.Current"] = $"wrong {guess}",
                ["Input.New"] = "violet lamp under water",
                ["Input.Repeat"] = "violet lamp under water",
                ["__RequestVerificationToken"] = token,
            });
            using var answer = await session.Http.PostAsync("/account/password", form);
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.UnprocessableEntity, HttpStatusCode.Redirect);
        }));

        (await portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "user.password_change_refused" && a.ActorId == victim.Id))).ShouldBe(5);
        (await portal.InDatabaseAsync(db => db.Sessions.CountAsync(s => s.UserId == victim.Id))).ShouldBe(0);
    }

    /// <summary>Lets the posts go on only once all of them are signed in: a session that ends then is too late to stop one.</summary>
    private sealed class Meeting(int size) : IClaimsTransformation
    {
        private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly AsyncLocal<bool> here = new();
        private int arrived = -1;

        public async Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
        {
            // The first is the page with the form.
            if (here.Value) return principal;
            here.Value = true;
            var number = Interlocked.Increment(ref arrived);
            if (number == size) all.SetResult();
            if (number > 0) await all.Task;
            return principal;
        }
    }
}
