using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Security;

/// <summary>A refused sign-in costs the same whoever it was, and leaves its row whoever hangs up.</summary>
public sealed class RefusedSignInTests
{
    [Theory]
    [InlineData("/sign-in", "sign_in.refused")]
    [InlineData("/account/password", "user.password_change_refused")]
    public async Task Who_hangs_up_while_the_password_is_checked_is_in_the_audit_log_all_the_same(string path, string action)
    {
        var hasher = new Listener();
        var door = new Door(path);
        await using var portal = Portal(hasher, door);
        var person = await portal.AddPersonAsync(BuiltInRoles.Viewer);
        using var browser = await portal.SignedInAsync(person);
        var token = (await browser.PageAsync(path)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        hasher.OnVerify = hangUp.Cancel;
        door.Left = new();

        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Input.Email"] = person.Email!,
            ["Input.Password"] = "wrong",
            ["Input.Current"] = "wrong",
            ["Input.New"] = "violet lamp under water",
            ["Input.Repeat"] = "violet lamp under water",
            ["__RequestVerificationToken"] = token,
        });
        await Should.ThrowAsync<OperationCanceledException>(() => browser.Http.PostAsync(path, form, hangUp.Token));
        await door.Left.Task.WaitAsync(TestContext.Current.CancellationToken);

        (await portal.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == action))).ShouldBe(1);
        (await portal.InDatabaseAsync(db => db.Users.Select(u => u.AccessFailedCount).SingleAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Every_refusal_checks_one_hash_waits_for_the_disk_once_and_asks_the_database_as_much()
    {
        var (hasher, writes) = (new Listener(), new DurableWrites());
        await using var portal = Portal(hasher, writes: writes);
        var (known, locked, disabled, invited) = (await portal.AddPersonAsync(), await portal.AddPersonAsync(), await portal.AddPersonAsync(), await portal.AddPersonAsync());
        await portal.InDatabaseAsync(db => db.Users.Where(u => u.Id == invited.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, (string?)null)));
        await portal.DisableAsync(disabled.Id);
        using var browser = new PortalBrowser(portal);
        for (var i = 0; i < 5; i++) await TryAsync(locked.Email!);

        foreach (var email in (string[])["nobody@example.com", "", new string('x', 300), known.Email!, locked.Email!, disabled.Email!, invited.Email!])
        {
            var (checks, commits) = (0, writes.Count);
            hasher.OnVerify = () => checks++;
            await TryAsync(email);
            (checks, writes.Count - commits).ShouldBe((1, 1), email);
        }

        List<int> questions = [];
        foreach (var email in (string[])["nobody@example.com", known.Email!, locked.Email!, disabled.Email!, invited.Email!])
        {
            var before = writes.Commands;
            await TryAsync(email);
            questions.Add(writes.Commands - before);
        }

        questions.Distinct().ShouldHaveSingleItem();

        Task TryAsync(string email) => browser.PostAsync("/sign-in", "/sign-in", new() { ["Input.Email"] = email, ["Input.Password"] = "wrong" });
    }

    [Theory]
    [InlineData("wrong", "wrong password")]
    [InlineData("locked", "locked after wrong tries")]
    [InlineData("disabled", "the account is disabled")]
    [InlineData("invited", "no password is chosen yet")]
    [InlineData("nobody", "unknown email")]
    public async Task The_audit_log_says_why_and_the_page_says_it_to_nobody(string what, string why)
    {
        await using var portal = Portal(new());
        var person = await portal.AddPersonAsync();
        using var browser = new PortalBrowser(portal);
        if (what == "disabled") await portal.DisableAsync(person.Id);
        if (what == "invited") await portal.InDatabaseAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, (string?)null)));
        for (var i = 0; what == "locked" && i < 5; i++) await TryAsync(person.Email!, "wrong");

        var answer = await TryAsync(what == "nobody" ? "nobody@example.com" : person.Email!, what == "wrong" ? "wrong" : PortalBrowser.Password);

        answer.Text("[role=alert]").ShouldBe("Email or password is not right, or the account is disabled, or locked for a while after too many tries.");
        (await portal.InDatabaseAsync(db => db.Audit.Where(a => a.Action == "sign_in.refused").OrderBy(a => a.Id).Select(a => a.Changes).LastAsync())).ShouldContain($"\"{why}\"");

        async Task<Answer> TryAsync(string email, string password) => await browser.SubmitFormAsync("/sign-in", new() { ["Input.Email"] = email, ["Input.Password"] = password });
    }

    private static PortalFactory Portal(Listener hasher, Door? door = null, DurableWrites? writes = null) => new()
    {
        Replace = services =>
        {
            StartedPortal.Quick(services);
            services.AddSingleton<IPasswordHasher<PortalUser>>(hasher);
            if (door is not null) services.AddSingleton<IStartupFilter>(door);
            if (writes is not null) services.ConfigureDbContext<PortalDbContext>(options => options.AddInterceptors(writes));
        },
    };

    /// <summary>Tells when a password is checked.</summary>
    private sealed class Listener() : PasswordHasher<PortalUser>(Options.Create(new PasswordHasherOptions { IterationCount = 1000 }))
    {
        public Action OnVerify { get; set; } = () => { };

        public override PasswordVerificationResult VerifyHashedPassword(PortalUser user, string hashedPassword, string providedPassword)
        {
            OnVerify();
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }

    /// <summary>Tells when a post has left the portal, with or without an answer.</summary>
    private sealed class Door(string path) : IStartupFilter
    {
        public TaskCompletionSource Left { get; set; } = new();

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, rest) =>
            {
                try
                {
                    await rest(context);
                }
                finally
                {
                    if (HttpMethods.IsPost(context.Request.Method) && context.Request.Path == path) Left.TrySetResult();
                }
            });
            next(app);
        };
    }

    /// <summary>Counts what SQLite waits for the disk for: commits, and writes outside of a transaction.</summary>
    private sealed class DurableWrites : DbCommandInterceptor, IDbTransactionInterceptor
    {
        private int count;
        private int commands;

        public int Count => count;

        /// <summary>All that the database was asked.</summary>
        public int Commands => commands;

        public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref count);
            return Task.CompletedTask;
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Note(command);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Note(command);
            return ValueTask.FromResult(result);
        }

        private void Note(DbCommand command)
        {
            if (!command.CommandText.StartsWith("PRAGMA", StringComparison.Ordinal)) Interlocked.Increment(ref commands);
            if (command.Transaction is null && !command.CommandText.StartsWith("SELECT", StringComparison.Ordinal) && !command.CommandText.StartsWith("PRAGMA", StringComparison.Ordinal)) Interlocked.Increment(ref count);
        }
    }
}
