using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.FakeProviders;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Security;

/// <summary>One key through everything a key goes through; afterwards it is nowhere.</summary>
public sealed class CanaryTests
{
    // Signs that each encoding writes differently.
    private const string First = "sk-canary-Zq7+/<&>%'8f3c1d";
    private const string Second = "sk-second-Yw2+/<&>%'91ab4e";
    private const string HeaderValue = "hdr-canary-Kp5+/<&>%'77de20";

    [Fact]
    public async Task A_key_leaves_no_trace_in_any_answer_log_or_file()
    {
        await using var fake = await FakeUpstream.StartAsync(o => o.CustomKey = First);
        var recorder = new ResponseRecorder();
        await using var portal = new PortalFactory
        {
            Replace = services =>
            {
                services.AddSingleton<IStartupFilter>(recorder);
                StartedPortal.Quick(services);
            },
        };
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);

        await LiveAsync(admin, fake);

        fake.Requests.ShouldContain(r => r.Header("Authorization") == "Bearer " + First);
        fake.Requests.ShouldContain(r => r.Header("X-Gateway") == HeaderValue);
        foreach (var secret in (string[])[First, Second, HeaderValue])
        {
            var search = new SecretSearch(secret);
            search.In("an answer", recorder.Seen).ShouldBeEmpty();
            portal.Log.Lines.SelectMany(line => search.In(line, line)).ShouldBeEmpty();
            search.InFiles(portal.DataDirectory).ShouldBeEmpty();
        }

        recorder.Seen.Length.ShouldBeGreaterThan(50_000);
        portal.Log.Lines.Count.ShouldBeGreaterThan(1_000);
        await PlantedOnesAreFoundAsync(portal, admin, recorder);
    }

    /// <summary>A search that finds nothing proves nothing, unless it finds what is there.</summary>
    private static async Task PlantedOnesAreFoundAsync(PortalFactory portal, PortalBrowser admin, ResponseRecorder recorder)
    {
        const string planted = "planted-Xc4+/<&>%'55ff09";
        var search = new SecretSearch(planted);
        var form = ("Notes", $"{planted} {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("x" + planted))} {Uri.EscapeDataString(planted)}");
        var slug = await admin.AddTestedAsync(Acts.NewCustom, ("Name", "Planted"), ("BaseUrl", "http://127.0.0.1:1/v1"), ("AuthScheme", "none"), form);
        await admin.GetAsync($"/providers/{slug}");
        portal.Services.GetRequiredService<Microsoft.Extensions.Logging.ILoggerFactory>().CreateLogger("Planted").Log(Microsoft.Extensions.Logging.LogLevel.Trace, default, planted, null, (state, _) => state);

        ((string[])["raw", "URL-encoded", "base64, offset 1"]).ShouldBeSubsetOf(search.InFiles(portal.DataDirectory).Select(hit => hit.Split(": ")[1]));
        ((string[])["answer: HTML-encoded", "answer: URL-encoded", "answer: base64, offset 1"]).ShouldBeSubsetOf(search.In("answer", recorder.Seen));
        portal.Log.Lines.SelectMany(line => search.In("log", line)).ShouldContain("log: raw");
    }

    private static async Task LiveAsync(PortalBrowser admin, FakeUpstream fake)
    {
        (string, string)[] typed = [("Name", "Canary"), ("BaseUrl", fake.CustomUrl.AbsoluteUri), ("ApiKey", First), ("Headers[0].Name", "X-Gateway"), ("Headers[0].Value", HeaderValue)];
        await admin.TryTestAsync(Acts.NewCustom, typed);
        await admin.TryDiscoveryAsync(Acts.NewCustom, typed);
        (await admin.SaveFragmentAsync(Acts.NewCustom, [.. typed, ("Name", "")])).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await Answer.OfAsync(await admin.PostAsync(Acts.NewCustom, "/providers/form", await admin.ProviderFormAsync(Acts.NewCustom, typed), htmx: true));
        foreach (var behaviour in (FakeBehaviour[])[FakeBehaviour.EchoesKey, FakeBehaviour.InvalidKey, FakeBehaviour.HtmlWith200, FakeBehaviour.Garbage, FakeBehaviour.RedirectOtherHost, FakeBehaviour.ConnectionReset, FakeBehaviour.ErrorInside200])
        {
            (string, string)[] failing = [.. typed, ("BaseUrl", fake.Url("custom", behaviour).AbsoluteUri)];
            await admin.TryTestAsync(Acts.NewCustom, failing);
            await admin.TryDiscoveryAsync(Acts.NewCustom, failing);
        }

        var slug = await admin.AddTestedAsync(Acts.NewCustom, typed);
        var edit = $"/providers/{slug}/edit";
        (await admin.TestSavedAsync(slug)).QuerySelector("#test-panel")!.TextContent.ShouldContain("Healthy");
        await admin.TryDiscoveryAsync(edit);
        (await admin.SaveAsync(edit, ("BaseUrl", "http://127.0.0.1:2/v1"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await admin.SaveAsync(edit, ("Version", "99"), ("Seen", ""), ("ApiKey", Second))).Status.ShouldBe(HttpStatusCode.Conflict);
        foreach (var behaviour in (FakeBehaviour[])[FakeBehaviour.EchoesKey, FakeBehaviour.HtmlWith200])
        {
            await admin.StreamAsync((await admin.SaveAsync(edit, ("BaseUrl", fake.Url("custom", behaviour).AbsoluteUri), ("ApiKey", Second))).Run!);
            await admin.TestSavedAsync(slug);
        }

        // The fake knows the first key only: the second one is tested in vain, switched to all the same, and back.
        await admin.SaveAsync(edit, ("BaseUrl", fake.CustomUrl.AbsoluteUri));
        (await admin.ReplaceKeyAsync(slug, Second)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await admin.ReplaceKeyAsync(slug, Second + "\n" + First)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await admin.ReplaceKeyAsync(slug, Second, insist: true)).Status.ShouldBe(HttpStatusCode.Redirect);
        (await admin.ReplaceKeyAsync(slug, First)).Status.ShouldBe(HttpStatusCode.Redirect);

        var delete = $"/providers/{slug}/delete";
        foreach (var path in (string[])["/", "/providers", $"/providers/{slug}", edit, "/plugins", delete, $"/providers/{slug}/key", $"/providers/{slug}/keys", $"/providers/{slug}/duplicate"]) await admin.GetAsync(path);
        (await admin.PostAsync(delete, delete, [])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        foreach (var path in (string[])["/", "/providers", "/providers/deleted", $"/providers/{slug}/destroy"]) await admin.GetAsync(path);
        (await admin.PostAsync("/providers/deleted", $"/providers/{slug}/restore", [])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await admin.PostAsync(delete, delete, [])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await admin.DestroyAsync(slug)).Status.ShouldBe(HttpStatusCode.Redirect);
    }
}
