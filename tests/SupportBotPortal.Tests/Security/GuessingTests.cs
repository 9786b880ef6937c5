using System.Net;
using Microsoft.EntityFrameworkCore;
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
}
