using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Hosting;

/// <summary>An owner who has lost everything is let in again by whoever runs the machine.</summary>
public sealed class LetInVerbTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("supportbot-verb-").FullName;

    private string Data => Path.Combine(folder, "data");

    [Fact]
    public async Task A_disabled_owner_without_password_and_phone_chooses_a_new_password_by_the_link_that_the_verb_prints()
    {
        PortalUser owner;
        await using (var before = new PortalFactory(Data) { Replace = StartedPortal.Quick })
        {
            owner = await before.AddPersonAsync(BuiltInRoles.Owner);
            using var browser = await before.SignedInAsync(owner);
            await browser.SetUpAppAsync(DateTimeOffset.UtcNow);
            var other = await before.AddPersonAsync(BuiltInRoles.Viewer);
            await browser.PressAsync($"/people/{other.Id}/link", false, ("Password", PortalBrowser.Password));
            await ApiProgram.AddTokenAsync(before, owner.Id, "llm_provider.view");
            await before.DisableAsync(owner.Id);
        }

        using var verb = HostProcess.Start(folder, null, ["people", "let-in", owner.Email!, $"--Storage:DataDirectory={Data}"]);
        (await verb.EndedAsync(TestContext.Current.CancellationToken)).ShouldBe(0, verb.Output);

        await using var after = new PortalFactory(Data) { Replace = StartedPortal.Quick };
        using var back = new PortalBrowser(after);
        var path = Regex.Match(verb.Output, @"/join\?token=[\w-]+").Value;
        (await back.SubmitFormAsync(path, new() { ["Input.New"] = "eleven slow lanterns", ["Input.Repeat"] = "eleven slow lanterns" })).Location.ShouldBe("/");
        (await back.GetAsync("/people")).Status.ShouldBe(HttpStatusCode.OK);
        var let = await after.InDatabaseAsync(db => db.Audit.SingleAsync(a => a.Action == "user.let_in"));
        (let.ActorName, let.SubjectName).ShouldBe(("command line", owner.Email));
        // Whoever was in the account knows the link that was made there, and may have the token.
        (await after.InDatabaseAsync(db => db.AccountLinks.CountAsync())).ShouldBe(0);
        (await after.InDatabaseAsync(db => db.ApiTokens.CountAsync(t => t.RevokedAt == null))).ShouldBe(0);
    }

    [Fact]
    public async Task Who_is_not_there_is_not_let_in()
    {
        await using (var before = new PortalFactory(Data) { Replace = StartedPortal.Quick }) _ = await before.AddPersonAsync(BuiltInRoles.Owner);

        using var verb = HostProcess.Start(folder, null, ["people", "let-in", "nobody@example.com", $"--Storage:DataDirectory={Data}"]);

        (await verb.EndedAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
        verb.Output.ShouldContain("There is no account with this email.");
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await PortalFactory.DeleteAsync(folder);
}
