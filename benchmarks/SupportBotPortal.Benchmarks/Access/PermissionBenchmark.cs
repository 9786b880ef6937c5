using System.Globalization;

namespace SupportBotPortal.Benchmarks.Access;

/// <summary>What asking for permissions adds to a request, beside one that reads a single row instead, and beside a whole page.</summary>
internal static class PermissionBenchmark
{
    private const int RequestsInATurn = 2000;
    private const int PagesInATurn = 100;

    public static async Task RunAsync(string folder, int rounds)
    {
        var (portal, reader) = await SeededData.StartAsync(folder, 50, ["http://127.0.0.1:9/v1"]);
        using var firstPortal = portal;
        using var owner = reader;
        var database = Path.Combine(portal.Data, "portal.db");
        var people = await Somebody.LayAsync(database);
        using var guarded = PortalProcess.StartOwn("guarded", database);
        await guarded.FirstAnswerAsync("/come-in");
        List<Kind> kinds = [new("signed in", "/open", people[0]), new("one row by its key", "/row", people[0]), .. people.Select(p => new Kind(p.Name, p.Path, p))];
        foreach (var kind in kinds) await kind.ArriveAsync(guarded);
        // What is compiled just in time is compiled by then.
        foreach (var kind in kinds) await new Figures().MeasureAsync(guarded, kind.Client!.Http, kind.Path, RequestsInATurn * 3);
        await new Figures().MeasureAsync(portal, owner.Http, "/providers", PagesInATurn * 5);

        var page = new Figures();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var kind in kinds) await kind.Figures.MeasureAsync(guarded, kind.Client!.Http, kind.Path, RequestsInATurn);
            await page.MeasureAsync(portal, owner.Http, "/providers", PagesInATurn);
        }

        var (open, row) = (kinds[0].Figures, kinds[1].Figures);
        Console.WriteLine($"permissions, {rounds} rounds of {RequestsInATurn} requests in turns: p50 / p95 ms, CPU ms per request; and what is beyond “signed in”");
        foreach (var kind in kinds)
        {
            var (time, cpu) = (kind.Figures.Median - open.Median, kind.Figures.Cpu - open.Cpu);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $" {kind.Name,-30} {kind.Figures}   + {time:0.000} ms, + {cpu:0.000} ms CPU; time × {time / (row.Median - open.Median):0.0}, CPU × {cpu / (row.Cpu - open.Cpu):0.0} of a row; {cpu / page.Cpu:0.0%} of a page"));
        }

        Console.WriteLine($" {"the list of 50, by the portal",-30} {page}");
        foreach (var kind in kinds) kind.Client!.Dispose();
    }

    private sealed record Kind(string Name, string Path, Somebody Person)
    {
        public SignedInClient? Client { get; private set; }

        public Figures Figures { get; } = new();

        public async Task ArriveAsync(PortalProcess site)
        {
            Client = new(site.Url);
            (await Client.Http.GetAsync("/come-in?person=" + Person.Id)).Dispose();
        }
    }
}
