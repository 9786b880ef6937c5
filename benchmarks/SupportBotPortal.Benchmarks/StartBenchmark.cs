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
        var jit = new List<(double Answer, double Page, double Memory)>();
        var ready = new List<(double Answer, double Page, double Memory)>();
        await MeasureAsync(readyFolder); // warms the disk cache; not counted
        for (var round = 0; round < rounds; round++)
        {
            jit.Add(await MeasureAsync(jitFolder));
            ready.Add(await MeasureAsync(readyFolder));
        }

        Console.WriteLine($"start, {rounds} rounds in turns, empty data directory each time: median (smallest–largest)");
        Print("first answer, ms", jit.ConvertAll(r => r.Answer), ready.ConvertAll(r => r.Answer));
        Print("first page, ms", jit.ConvertAll(r => r.Page), ready.ConvertAll(r => r.Page));
        Print("memory after it, MiB", jit.ConvertAll(r => r.Memory), ready.ConvertAll(r => r.Memory));
    }

    private static async Task<(double Answer, double Page, double Memory)> MeasureAsync(string folder)
    {
        using var portal = PortalProcess.Start(folder);
        var answer = await portal.FirstAnswerAsync(Answer);
        var page = await portal.FirstAnswerAsync(Page);
        await Task.Delay(TimeSpan.FromSeconds(2)); // idle: what the start left behind has settled
        return (answer.TotalMilliseconds, page.TotalMilliseconds, portal.ResidentMiB());
    }

    private static void Print(string what, List<double> jit, List<double> ready) =>
        Console.WriteLine($"  {what,-22} JIT {Spread(jit),-26} ReadyToRun {Spread(ready),-26} ratio {Median(ready) / Median(jit):0.00}");

    private static string Spread(List<double> values) => string.Create(CultureInfo.InvariantCulture, $"{Median(values):0} ({values.Min():0}–{values.Max():0})");

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
