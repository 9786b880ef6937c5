using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Access;

/// <summary>
/// Every endpoint of the admin API × the sets of permissions of <see cref="PermissionSetMatrix"/> × given to the token of somebody who holds all, and to a person whose
/// token was given all × taken away, disabled and revoked. Without a token, and by a session, nothing opens.
/// </summary>
public sealed class ApiMatrixTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    private static readonly string[] All = [.. ExpectedPermissions.Implied.Keys];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Sets => PermissionSetMatrix.Sets;

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Each_endpoint_answers_as_the_token_and_its_person_say_and_no_longer(string set)
    {
        var permissions = set.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var held = ExpectedPermissions.Of(permissions);
        var mighty = await started.Portal.AddPersonAsync(await started.Portal.AddRoleAsync(All));
        using var narrow = new ApiProgram(started.Portal, await ApiProgram.AddTokenAsync(started.Portal, mighty.Id, permissions));
        var person = await started.Portal.AddPersonAsync(await started.Portal.AddRoleAsync(permissions));
        using var wide = new ApiProgram(started.Portal, await ApiProgram.AddTokenAsync(started.Portal, person.Id, All));
        var wrong = new List<string>();

        await AskAllAsync(narrow, needed => Inventory.Allows(needed, held) ? null : HttpStatusCode.Forbidden, wrong);
        await AskAllAsync(wide, needed => Inventory.Allows(needed, held) ? null : HttpStatusCode.Forbidden, wrong);
        await started.Portal.InDatabaseAsync(db => db.UserRoles.Where(r => r.UserId == person.Id).ExecuteDeleteAsync(Cancellation));
        await AskAllAsync(wide, needed => needed == Inventory.SignedIn ? null : HttpStatusCode.Forbidden, wrong);
        await started.Portal.DisableAsync(person.Id);
        await AskAllAsync(wide, _ => HttpStatusCode.Unauthorized, wrong);
        await started.Portal.InDatabaseAsync(db => db.ApiTokens.Where(t => t.UserId == mighty.Id).ExecuteUpdateAsync(all => all.SetProperty(t => t.RevokedAt, DateTime.UnixEpoch), Cancellation));
        await AskAllAsync(narrow, _ => HttpStatusCode.Unauthorized, wrong);

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_token_nothing_opens_and_by_a_session_neither()
    {
        using var nobody = new ApiProgram(started.Portal, null);
        var wrong = new List<string>();

        await AskAllAsync(nobody, _ => HttpStatusCode.Unauthorized, wrong);
        foreach (var (route, _) in Asked())
        {
            using var request = new HttpRequestMessage(new(route.Split(' ')[0]), Inventory.PathOf(route.Split(' ')[1]));
            using var response = await started.Admin.Http.SendAsync(request, Cancellation);
            if (response.StatusCode != HttpStatusCode.Unauthorized) wrong.Add($"{route} by a session: {(int)response.StatusCode}");
        }

        wrong.ShouldBeEmpty();
    }

    /// <param name="refusal">What is expected; <see langword="null"/>: to be let in.</param>
    private static async Task AskAllAsync(ApiProgram program, Func<string, HttpStatusCode?> refusal, List<string> wrong)
    {
        foreach (var (route, needed) in Asked())
        {
            var answer = await program.SendAsync(new(route.Split(' ')[0]), Inventory.PathOf(route.Split(' ')[1]));
            var expected = refusal(needed);
            var isRight = expected is { } status ? answer.Status == status : (int)answer.Status is 200 or 400 or 404 or 415 or 422;
            if (!isRight) wrong.Add($"{route}: {(expected is { } e ? (int)e : "to be let in")} was expected, but it was {(int)answer.Status}");
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Asked() => Inventory.ExpectedOfApi.Where(e => e.Value != Inventory.Anonymous);
}
