using System.Globalization;

namespace SupportBotPortal.Benchmarks;

/// <summary>How soon a portal answers after its start, just-in-time compiled and ReadyToRun, in turns.</summary>
internal static class StartBenchmark
{
    // A static file needs no database; the sign-in page needs Razor, antiforgery and Data Protection.
    private const string Answer = "/img/favicon.svg";
    private const string Page = "/sign-in";

    public static async Task RunAsync(string jitFolder, string readyFolder, int rounds)
    {
        var jit = new Figures();
        var ready = new Figures();
        await MeasureAsync(readyFolder, new Figures()); // warms the disk cache; not counted
        for (var round = 0; round < rounds; round++)
        {
            await MeasureAsync(jitFolder, jit);
            await MeasureAsync(readyFolder, ready);
        }

        Console.WriteLine($"start, {rounds} rounds in turns: median (smallest–largest)");
        Report("on an empty data directory", jit.First, ready.First);
        Report("on its own data", jit.Again, ready.Again);
    }

    /// <summary>The very first start, which makes the database, and then another one on the same data.</summary>
    private static async Task MeasureAsync(string folder, Figures figures)
    {
        string data;
        using (var portal = PortalProcess.Start(folder, keepData: true))
        {
            data = portal.Data;
            figures.First.Add(await MeasureAsync(portal));
        }

        using var again = PortalProcess.Start(folder, data);
        figures.Again.Add(await MeasureAsync(again));
    }

    private static void Report(string when, List<(double Answer, double Page, double Memory)> jit, List<(double Answer, double Page, double Memory)> ready)
    {
        Console.WriteLine($" {when}");
        Print("first answer, ms", jit.ConvertAll(r => r.Answer), ready.ConvertAll(r => r.Answer));
        Print("first page, ms", jit.ConvertAll(r => r.Page), ready.ConvertAll(r => r.Page));
        Print("memory after it, MiB", jit.ConvertAll(r => r.Memory), ready.ConvertAll(r => r.Memory));
    }

    private static async Task<(double Answer, double Page, double Memory)> MeasureAsync(PortalProcess portal)
    {
        var answer = await portal.FirstAnswerAsync(Answer);
        var page = await portal.FirstAnswerAsync(Page);
        await Task.Delay(TimeSpan.FromSeconds(2)); // idle: what the start left behind has settled
        return (answer.TotalMilliseconds, page.TotalMilliseconds, portal.ResidentMiB());
    }

    private static void Print(string what, List<double> jit, List<double> ready) =>
        Console.WriteLine($"  {what,-22} JIT {Spread(jit),-26} ReadyToRun {Spread(ready),-26} ratio {Median(ready) / Median(jit):0.00}");

    private static string Spread(List<double> values) => string.Create(CultureInfo.InvariantCulture, $"{Median(values):0} ({values.Min():0}–{values.Max():0})");

    private sealed class Figures
    {
        public List<(double Answer, double Page, double Memory)> First { get; } = [];

        public List<(double Answer, double Page, double Memory)> Again { get; } = [];
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
