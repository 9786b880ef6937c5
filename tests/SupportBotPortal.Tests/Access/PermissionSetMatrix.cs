using System.Net;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Access;

/// <summary>Every endpoint × many sets of permissions × signed in, disabled, and with everything just taken away. Each permission alone, and sets drawn at random, the same in every run.</summary>
public abstract class PermissionSetMatrix(StartedPortal started)
{
    private const int Drawn = 2;

    public static TheoryData<string> Sets => [.. AllSets().Select(set => string.Join(' ', set))];

    // Two classes, which run side by side: it is the longest of all tests.
    public static TheoryData<string> EvenSets => [.. Sets.Select(set => set.Data).Where((_, place) => place % 2 == 0)];

    public static TheoryData<string> OddSets => [.. Sets.Select(set => set.Data).Where((_, place) => place % 2 == 1)];

    protected async Task AnswersAsTheSetSaysAsync(string set)
    {
        var permissions = set.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var held = ExpectedPermissions.Of(permissions);
        var role = await started.Portal.AddRoleAsync(permissions);
        var person = await started.Portal.AddPersonAsync(role);
        using var browser = await started.Portal.SignedInAsync(person);
        var token = await browser.TokenOfAsync("/account/password");
        var wrong = new List<string>();

        await AskAllAsync(browser, token, (needed, ask, response) => Inventory.Allows(needed, held) ? LetIn(needed, ask, response) : Is(response, HttpStatusCode.Forbidden), wrong);
        await started.Portal.InDatabaseAsync(db => db.UserRoles.Where(r => r.UserId == person.Id).ExecuteDeleteAsync(TestContext.Current.CancellationToken));
        await AskAllAsync(browser, token, (needed, ask, response) => needed == Inventory.SignedIn ? LetIn(needed, ask, response) : Is(response, HttpStatusCode.Forbidden), wrong);
        await started.Portal.DisableAsync(person.Id);
        await AskAllAsync(browser, token, (_, ask, response) => Is(response, ask == HttpMethod.Get ? HttpStatusCode.Redirect : HttpStatusCode.Unauthorized), wrong);

        wrong.ShouldBeEmpty();
    }

    private static async Task AskAllAsync(PortalBrowser browser, string token, Func<string, HttpMethod, HttpResponseMessage, string?> judge, List<string> wrong)
    {
        foreach (var (route, needed) in Inventory.Expected.Where(e => e.Value != Inventory.Anonymous))
        {
            foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Post])
            {
                // It would end the session of those who may.
                if (route == "/sign-out" && method == HttpMethod.Post) continue;
                using var request = new HttpRequestMessage(method, Inventory.PathOf(route));
                if (method == HttpMethod.Post) request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
                using var response = await browser.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
                if (judge(needed, method, response) is { } problem) wrong.Add($"{method} {route}: {problem}");
            }
        }
    }

    private static string? Is(HttpResponseMessage response, HttpStatusCode expected) =>
        response.StatusCode == expected ? null : $"{(int)expected} was expected, but it was {(int)response.StatusCode}";

    /// <summary>What is done before a provider is saved is decided by its own handler, too, and a stream takes no form.</summary>
    private static string? LetIn(string needed, HttpMethod ask, HttpResponseMessage response) => (int)response.StatusCode switch
    {
        200 or 204 or 302 or 404 or 405 or 422 => null,
        403 when ask == HttpMethod.Post && (needed.StartsWith("llm_provider.create|llm_provider.", StringComparison.Ordinal) || response.RequestMessage!.RequestUri!.AbsolutePath == "/board/stream") => null,
        var status => $"to be let in was expected, but it was {status}",
    };

    private static IEnumerable<IReadOnlyList<string>> AllSets()
    {
        yield return [];
        foreach (var one in ExpectedPermissions.Implied.Keys) yield return [one];
        // Not secret, and the same in every run: what failed can be looked at again.
        var names = ExpectedPermissions.Implied.Keys.Order(StringComparer.Ordinal).ToList();
        for (var number = 1; number <= Drawn; number++)
            yield return [.. names.Where((_, place) => (uint)HashCode(number, place) % 3 == 0)];
    }

    private static int HashCode(int number, int place) => unchecked(((number * 73_856_093) ^ ((place + 1) * 19_349_663)) * 83_492_791 >> 7);
}

public sealed class EvenPermissionSetsTests(StartedPortal started) : PermissionSetMatrix(started), IClassFixture<StartedPortal>
{
    [Fact]
    public void There_are_at_least_32_sets() => Sets.Count.ShouldBeGreaterThanOrEqualTo(32);

    [Theory]
    [MemberData(nameof(EvenSets))]
    public Task Each_endpoint_answers_as_the_set_says_and_no_longer(string set) => AnswersAsTheSetSaysAsync(set);
}

public sealed class OddPermissionSetsTests(StartedPortal started) : PermissionSetMatrix(started), IClassFixture<StartedPortal>
{
    [Theory]
    [MemberData(nameof(OddSets))]
    public Task Each_endpoint_answers_as_the_set_says_and_no_longer(string set) => AnswersAsTheSetSaysAsync(set);
}
