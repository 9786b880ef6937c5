using System.Globalization;

namespace SupportBotPortal.Benchmarks;

/// <summary>The list with 50 and with many providers beside a bare page with the same rows, in turns.</summary>
internal static class ListBenchmark
{
    private const int Few = 50;
    private const int Many = 10_000;
    private const int RequestsInATurn = 60;

    private static readonly (string Name, string Path)[] Pages =
    [
        ("first page", "/providers"),
        ("last page", "/providers?from=end"),
        ("search, many match", "/providers?q=team"),
        ("search, few match", "/providers?q=provider+00042"),
        ("search, none match", "/providers?q=nowhere"),
        ("sorted by response", "/providers?sort=-response"),
        ("sorted by last test", "/providers?sort=-tested"),
        ("state down", "/providers?state=down"),
        ("dashboard", "/"),
    ];

    public static async Task RunAsync(string folder, int rounds)
    {
        using var few = await StartAsync(folder, Few);
        using var many = await StartAsync(folder, Many);
        using var bareFew = await StartBareAsync(few.Process);
        using var bareMany = await StartBareAsync(many.Process);
        // What is compiled just in time is compiled by then.
        foreach (var site in (Site[])[few, many]) foreach (var (_, path) in Pages) await site.MeasureAsync(path, RequestsInATurn * 3, new());
        foreach (var site in (Site[])[bareFew, bareMany]) await site.MeasureAsync("/", RequestsInATurn * 10, new());

        var bare = (Few: new Figures(), Many: new Figures());
        var figures = Pages.ToDictionary(p => p.Name, _ => (Few: new Figures(), Many: new Figures()));
        for (var round = 0; round < rounds; round++)
        {
            await bareFew.MeasureAsync("/", RequestsInATurn, bare.Few);
            await bareMany.MeasureAsync("/", RequestsInATurn, bare.Many);
            foreach (var (name, path) in Pages)
            {
                await few.MeasureAsync(path, RequestsInATurn, figures[name].Few);
                await many.MeasureAsync(path, RequestsInATurn, figures[name].Many);
            }
        }

        Console.WriteLine($"list, {rounds} rounds of {RequestsInATurn} requests in turns: p50 / p95 ms, CPU ms per request");
        Console.WriteLine($" {"bare page",-22} {Few}: {bare.Few}   {Many:N0}: {bare.Many}");
        foreach (var (name, _) in Pages)
        {
            var (f, m) = figures[name];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $" {name,-22} {Few}: {f}   {Many:N0}: {m}   time × {m.Median / f.Median:0.00}, CPU × bare {f.Cpu / bare.Few.Cpu:0.0} and {m.Cpu / bare.Many.Cpu:0.0}"));
        }

        Console.WriteLine($" memory with {Many:N0}: {many.Process.ResidentMiB():0} MiB");
    }

    private static async Task<Site> StartAsync(string folder, int count)
    {
        var (portal, client) = await SeededData.StartAsync(folder, count, ["http://127.0.0.1:9/v1", "http://127.0.0.1:10/v1", "http://127.0.0.1:11/long/path/v1"]);
        return new(portal, client);
    }

    private static async Task<Site> StartBareAsync(PortalProcess portal)
    {
        var bare = PortalProcess.StartOwn("bare", Path.Combine(portal.Data, "portal.db"));
        await bare.FirstAnswerAsync("/come-in");
        var client = new SignedInClient(bare.Url);
        (await client.Http.GetAsync("/come-in")).Dispose();
        return new(bare, client);
    }

    private sealed record Site(PortalProcess Process, SignedInClient Client) : IDisposable
    {
        public Task MeasureAsync(string path, int requests, Figures figures) => figures.MeasureAsync(Process, Client.Http, path, requests);

        public void Dispose()
        {
            Client.Dispose();
            Process.Dispose();
        }
    }
}
