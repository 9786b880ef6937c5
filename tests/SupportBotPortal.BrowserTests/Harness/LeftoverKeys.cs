using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>Looks for keys that were typed, in every form they could have taken, in all that the portal showed, logged and stored.</summary>
internal sealed class LeftoverKeys(PortalFactory portal, SeenPages seen, IReadOnlyList<string> keys)
{
    public async Task SearchAsync(CancellationToken cancellationToken)
    {
        var pages = await seen.AllAsync();
        pages.Count.ShouldBeGreaterThan(30);
        var log = string.Join('\n', portal.Log.Lines);
        log.Length.ShouldBeGreaterThan(10_000);
        foreach (var key in keys)
        {
            var search = new SecretSearch(key);
            pages.SelectMany(p => search.In(p.Url, p.Text)).ShouldBeEmpty();
            search.In("log", log).ShouldBeEmpty();
            search.InFiles(portal.DataDirectory).ShouldBeEmpty();

            // The search is worth something: it finds one that is there.
            var planted = Path.Combine(portal.DataDirectory, "planted.bin");
            await File.WriteAllTextAsync(planted, "x" + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("ab" + key)), cancellationToken);
            search.InFiles(portal.DataDirectory).ShouldHaveSingleItem().ShouldContain("base64");
            File.Delete(planted);
            search.In("page", $"<input value=\"{System.Net.WebUtility.HtmlEncode(key)}\">").ShouldNotBeEmpty();
            search.In("query", "?key=" + Uri.EscapeDataString(key)).ShouldNotBeEmpty();
        }
    }
}
