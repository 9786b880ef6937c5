using System.Globalization;

namespace SupportBotPortal.Benchmarks.Gateway;

/// <summary>
/// The endpoint that bots use (token, limits, settings, usage all on) beside the provider asked directly and a bare YARP forwarder, each a process of its own, in turns.
/// </summary>
internal static class GatewayBenchmark
{
    /// <summary>Until the runtime has compiled the way of a request as well as it will: before, its compiler takes a quarter of the time.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    /// <summary>Into another kind of load.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Each = TimeSpan.FromSeconds(4);

    private const int Most = 64;

    private static readonly Kind[] Kinds =
    [
        new("whole, 1 connection", Load.Whole, 1),
        new("whole, 64 connections", Load.Whole, 64),
        new("stream, 1 connection", Load.Streamed, 1),
        new("stream, 64 connections", Load.Streamed, 64),
        new("paced stream, 1 connection", Load.PacedStream, 1),
        new("paced stream, 64 connections", Load.PacedStream, 64),
    ];

    /// <param name="only">The beginning of the names of what is measured; all of it, if empty.</param>
    public static async Task RunAsync(string folder, int rounds, string only)
    {
        using var upstream = PortalProcess.StartOwn("upstream");
        using var forwarder = PortalProcess.StartOwn("forwarder", upstream.Url);
        await WaitForAsync(upstream.Url, forwarder.Url);
        var (data, token) = await GatewayData.PrepareAsync(folder, upstream.Url + "/v1");
        using var portal = PortalProcess.Start(folder, data, false, "--Health:IsOn=false", "--Bots:AtOnceForOneToken=1000", "--Bots:RequestsPerMinute=0");
        await portal.FirstAnswerAsync("/sign-in");
        using var direct = new Target("direct", upstream, token);
        using var yarp = new Target("YARP", forwarder, token);
        using var ours = new Target("portal", portal, token);
        foreach (var target in (Target[])[yarp, ours])
        {
            await target.Load.RunAsync(Load.Whole, Most, WarmUp);
            await target.Load.RunAsync(Load.Streamed, Most, WarmUp);
        }

        foreach (var kind in Kinds.Where(k => k.Name.StartsWith(only, StringComparison.Ordinal)))
        {
            Print(kind.Name, await MeasureAsync(kind, [direct, yarp, ours], rounds));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  memory: portal {portal.ResidentMiB():0} MiB (peak {portal.PeakMiB():0}), YARP {forwarder.ResidentMiB():0} MiB (peak {forwarder.PeakMiB():0})"));
        }
    }

    private static async Task<Dictionary<string, List<LoadResult>>> MeasureAsync(Kind kind, IReadOnlyList<Target> targets, int rounds)
    {
        var results = targets.ToDictionary(t => t.Name, _ => new List<LoadResult>());
        foreach (var target in targets) await target.Load.RunAsync(kind.Question, kind.Connections, Settle);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var target in targets)
            {
                var before = target.Process.ProcessorTime();
                var result = await target.Load.RunAsync(kind.Question, kind.Connections, Each);
                result.ProcessorEach = (target.Process.ProcessorTime() - before).TotalMicroseconds / result.Took.Count;
                results[target.Name].Add(result);
            }
        }

        return results;
    }

    private static async Task WaitForAsync(params string[] urls)
    {
        using var http = new HttpClient();
        foreach (var url in urls)
        {
            for (var tries = 0; ; tries++)
            {
                try
                {
                    using var response = await http.PostAsync(url + "/v1/chat/completions", new StringContent("{}"));
                    response.EnsureSuccessStatusCode();
                    break;
                }
                catch (HttpRequestException) when (tries < 400)
                {
                    await Task.Delay(25);
                }
            }
        }
    }

    private static void Print(string kind, Dictionary<string, List<LoadResult>> results)
    {
        Console.WriteLine(kind);
        foreach (var (name, rounds) in results)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {name,-6} {Middle(r => r.PerSecond):N0}/s ({rounds.Min(r => r.PerSecond):N0}–{rounds.Max(r => r.PerSecond):N0}), p50 {Middle(r => LoadResult.Of(r.Took, 0.5)):0.000} ms, p99 {Middle(r => LoadResult.Of(r.Took, 0.99)):0.00} ms, CPU {Middle(r => r.ProcessorEach):0} µs each{Streamed()}"));

            double Middle(Func<LoadResult, double> of) => Median(rounds.Select(of));

            string Streamed() => rounds[0].FirstEvent.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
                $", first event p50 {Middle(r => LoadResult.Of(r.FirstEvent, 0.5)):0.00} ms, held p50 {Middle(r => LoadResult.Of(r.Held, 0.5)):0.00} p99.9 {Middle(r => LoadResult.Of(r.Held, 0.999)):0.00} most {Middle(r => LoadResult.Of(r.Held, 1)):0.00} ms");
        }

        // Round by round: what disturbs one partner disturbs the other.
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  portal to YARP: requests {Ratio(r => r.PerSecond):0.00}, CPU {Ratio(r => r.ProcessorEach):0.00}, added p50 {Added("portal", 0.5):0.000} ms to {Added("YARP", 0.5):0.000}, added p99 {Added("portal", 0.99):0.00} ms to {Added("YARP", 0.99):0.00}"));

        double Ratio(Func<LoadResult, double> of) => Median(results["portal"].Zip(results["YARP"], (portal, yarp) => of(portal) / of(yarp)));

        double Added(string name, double share) => Median(results[name].Zip(results["direct"], (through, direct) => LoadResult.Of(through.Took, share) - LoadResult.Of(direct.Took, share)));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private sealed record Kind(string Name, string Question, int Connections);

    private sealed record Target(string Name, PortalProcess Process, string Token) : IDisposable
    {
        public Load Load { get; } = new(Process.Url + "/v1/chat/completions", Token);

        public void Dispose() => Load.Dispose();
    }
}
