using System.Net;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Account;

public sealed class SetupTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly PortalFactory portal;

    public SetupTests() => portal = new PortalFactory { Clock = clock, Replace = StartedPortal.Quick };

    private string LinkFile => Path.Combine(portal.DataDirectory, "setup-link.txt");

    [Fact]
    public async Task The_link_works_once_and_afterwards_there_is_no_such_page()
    {
        using var browser = new PortalBrowser(portal);
        var link = (await File.ReadAllTextAsync(await StartedLinkFileAsync(), TestContext.Current.CancellationToken)).Trim();
        var path = new Uri(link).PathAndQuery;

        var created = await SetUpAsync(browser, path);

        created.Status.ShouldBe(HttpStatusCode.Redirect);
        (await browser.GetAsync("/providers")).Status.ShouldBe(HttpStatusCode.OK);
        File.Exists(LinkFile).ShouldBeFalse();
        using var other = new PortalBrowser(portal);
        var used = await other.GetAsync(path);
        used.Status.ShouldBe(HttpStatusCode.Gone);
        used.Text("h1").ShouldBe("This portal is set up already");
        used.Page.QuerySelector("p a")!.GetAttribute("href").ShouldBe("/sign-in");
        (await other.GetAsync("/setup")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.PostAsync("/sign-in", path, Owner())).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await OwnersAsync()).ShouldBe(1);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Only_the_operator_can_read_the_file_with_the_link() =>
        File.GetUnixFileMode(await StartedLinkFileAsync()).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

    [Theory]
    [InlineData("/setup")]
    [InlineData("/setup?token=")]
    [InlineData("/setup?token=AAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_wrong_link_is_refused_and_says_where_the_right_one_is(string path)
    {
        using var browser = new PortalBrowser(portal);
        var page = await browser.GetAsync(path);

        page.Status.ShouldBe(HttpStatusCode.Forbidden);
        page.Html.ShouldContain("setup-link.txt");
        (await browser.PostAsync("/sign-in", path, Owner())).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await OwnersAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_link_ends_after_30_minutes()
    {
        var path = "/setup?token=" + portal.NewSetupToken();
        using var browser = new PortalBrowser(portal);
        clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        (await browser.GetAsync(path)).Status.ShouldBe(HttpStatusCode.OK);

        clock.Advance(TimeSpan.FromSeconds(1));

        var expired = await browser.GetAsync(path);
        expired.Status.ShouldBe(HttpStatusCode.Forbidden);
        expired.Html.ShouldContain("valid for 30 minutes");
        (await browser.PostAsync("/sign-in", path, Owner())).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_newer_link_voids_the_older_one()
    {
        var older = "/setup?token=" + portal.NewSetupToken();
        var newer = "/setup?token=" + portal.NewSetupToken();
        using var browser = new PortalBrowser(portal);

        (await browser.GetAsync(older)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.GetAsync(newer)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Each_start_makes_a_new_link_until_there_is_an_owner()
    {
        var directory = Directory.CreateTempSubdirectory("supportbot-setup-").FullName;
        var file = Path.Combine(directory, "setup-link.txt");
        try
        {
            string older;
            await using (var first = new PortalFactory(directory)) older = await LinkOfAsync(first, file);
            await using (var second = new PortalFactory(directory) { Replace = StartedPortal.Quick })
            {
                var newer = await LinkOfAsync(second, file);
                using var browser = new PortalBrowser(second);
                (await browser.GetAsync(older)).Status.ShouldBe(HttpStatusCode.Forbidden);
                (await SetUpAsync(browser, newer)).Status.ShouldBe(HttpStatusCode.Redirect);
            }

            // As if the power had failed just before the file was deleted.
            await File.WriteAllTextAsync(file, older, TestContext.Current.CancellationToken);
            await using var third = new PortalFactory(directory);
            using var late = new PortalBrowser(third);
            (await late.GetAsync("/setup")).Status.ShouldBe(HttpStatusCode.NotFound);
            File.Exists(file).ShouldBeFalse();
        }
        finally
        {
            await PortalFactory.DeleteAsync(directory);
        }
    }

    [Theory]
    [InlineData("owner@example.com", "short pass", "short pass", "at least 12")]
    [InlineData("owner@example.com", "password1234", "password1234", "among the first that are guessed")]
    [InlineData("owner@example.com", "abababababab", "abababababab", "among the first that are guessed")]
    [InlineData("owner@example.com", "qwertyuiopas", "qwertyuiopas", "among the first that are guessed")]
    [InlineData("owner@example.com", "owner@example.com", "owner@example.com", "among the first that are guessed")]
    [InlineData("owner@example.com", "seven green tractors", "seven green tractor", "not the same")]
    [InlineData("", "seven green tractors", "seven green tractors", "Enter your email address")]
    [InlineData("nobody", "seven green tractors", "seven green tractors", "Enter your email address")]
    [InlineData("own er@example.com", "seven green tractors", "seven green tractors", "Enter your email address")]
    [InlineData("owner\u202e@example.com", "seven green tractors", "seven green tractors", "Enter your email address")]
    public async Task A_bad_choice_is_refused_with_a_sentence_and_the_link_still_works(string email, string password, string repeat, string sentence)
    {
        var path = "/setup?token=" + portal.NewSetupToken();
        using var browser = new PortalBrowser(portal);

        var refused = await SetUpAsync(browser, path, email, password, repeat);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text(".field .error").ShouldContain(sentence);
        refused.Page.QuerySelectorAll("input[type=password]").ShouldAllBe(input => string.IsNullOrEmpty(input.GetAttribute("value")));
        (await OwnersAsync()).ShouldBe(0);
        (await SetUpAsync(browser, path)).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("o'brien@example.com")]
    [InlineData("jürgen@example.com")]
    [InlineData("first+last/ops=1@example.com")]
    public async Task Whoever_has_an_email_address_can_be_the_owner_and_sign_in_with_it(string email)
    {
        using var browser = new PortalBrowser(portal);

        (await SetUpAsync(browser, "/setup?token=" + portal.NewSetupToken(), email)).Status.ShouldBe(HttpStatusCode.Redirect);

        using var again = new PortalBrowser(portal);
        await again.SignInAsync(email, PortalBrowser.Password);
    }

    [Fact]
    public async Task Two_at_once_make_one_owner()
    {
        var path = "/setup?token=" + portal.NewSetupToken();
        var browsers = Enumerable.Range(0, 4).Select(_ => new PortalBrowser(portal)).ToList();

        var answers = await Task.WhenAll(browsers.Select((browser, n) => SetUpAsync(browser, path, $"owner{n}@example.com")));

        answers.Count(a => a.Status == HttpStatusCode.Redirect).ShouldBe(1);
        (await OwnersAsync()).ShouldBe(1);
        browsers.ForEach(b => b.Dispose());
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    private static async Task<string> LinkOfAsync(PortalFactory portal, string file)
    {
        using var browser = new PortalBrowser(portal);
        await browser.GetAsync("/sign-in");
        return new Uri((await File.ReadAllTextAsync(file)).Trim()).PathAndQuery;
    }

    private async Task<string> StartedLinkFileAsync()
    {
        using var browser = new PortalBrowser(portal);
        await browser.GetAsync("/sign-in");
        return LinkFile;
    }

    private static Dictionary<string, string> Owner(string email = "owner@example.com", string password = PortalBrowser.Password, string? repeat = null) =>
        new() { ["Input.Email"] = email, ["Input.Password"] = password, ["Input.Repeat"] = repeat ?? password };

    /// <summary>Without looking at the page first: somebody else may have been faster.</summary>
    private static async Task<Answer> SetUpAsync(PortalBrowser browser, string path, string email = "owner@example.com", string password = PortalBrowser.Password, string? repeat = null) =>
        await Answer.OfAsync(await browser.PostAsync("/sign-in", path, Owner(email, password, repeat)));

    private Task<int> OwnersAsync() => portal.InDatabaseAsync(db => Task.FromResult(
        (from m in db.UserRoles join r in db.Roles on m.RoleId equals r.Id where r.Name == BuiltInRoles.Owner select m).Count()));
}
