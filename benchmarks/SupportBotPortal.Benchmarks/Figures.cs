using System.Diagnostics;
using System.Globalization;

namespace SupportBotPortal.Benchmarks;

/// <summary>What one kind of request took, in turns with others.</summary>
internal sealed class Figures
{
    private readonly List<double> times = [];

    /// <summary>Processor milliseconds per request of each turn.</summary>
    private readonly List<double> turns = [];

    public double Median => At(times, 0.5);

    public double Cpu => At(turns, 0.5);

    /// <summary>One turn: requests one after another.</summary>
    public async Task MeasureAsync(PortalProcess process, HttpClient http, string path, int requests)
    {
        var before = process.ProcessorTime();
        for (var request = 0; request < requests; request++)
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync(path);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        turns.Add((process.ProcessorTime() - before).TotalMilliseconds / requests);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median:0.00} / {At(times, 0.95):0.00}, {Cpu:0.00}");

    private static double At(List<double> values, double part) => values.Order().ElementAt((int)(values.Count * part));
}
