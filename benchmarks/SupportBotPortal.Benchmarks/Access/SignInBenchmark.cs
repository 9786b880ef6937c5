using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace SupportBotPortal.Benchmarks.Access;

/// <summary>What others notice while a thousand wrong passwords a minute come from fifty addresses: people who sign in, and people who read.</summary>
/// <remarks>All is sent when it is due, whether or not what was sent before is answered: who waits for an answer would hide how long others wait.</remarks>
internal static class SignInBenchmark
{
    private const int Attackers = 50;
    private const int WrongPasswordsPerMinute = 1000;
    private const int Colleagues = 10;

    /// <summary>Of colleagues, and as many of people at addresses that were never seen before.</summary>
    private const int SignInsPerMinute = 60;
    private const int PagesPerMinute = 600;

    private static int newcomers;

    public static async Task RunAsync(string folder, int rounds, TimeSpan phase)
    {
        var (portal, reader) = await SeededData.StartAsync(folder, 50, ["http://127.0.0.1:9/v1"]);
        using (portal)
        using (reader)
        {
            var colleagues = await ArriveAsync(portal, Colleagues, network: 1);
            var attackers = await ArriveAsync(portal, Attackers, network: 2);
            // What is compiled just in time is compiled by then.
            await MeasureAsync(portal, reader, colleagues, [], TimeSpan.FromSeconds(15));
            Noticed idle = new(), attacked = new();
            for (var round = 0; round < rounds; round++)
            {
                idle.Add(await MeasureAsync(portal, reader, colleagues, [], phase));
                attacked.Add(await MeasureAsync(portal, reader, colleagues, attackers, phase));
                // What was sent last is answered, and what was counted is forgotten by then.
                await Task.Delay(TimeSpan.FromMinutes(1));
            }

            Console.WriteLine($"sign-in, {rounds} rounds of {phase.TotalSeconds:0} s without and with {WrongPasswordsPerMinute:N0} wrong passwords a minute from {Attackers} addresses: p50 / p95 / max ms");
            Console.WriteLine(Line("signing in", idle.SignIns, attacked.SignIns));
            Console.WriteLine(Line("from a new address", idle.FirstSignIns, attacked.FirstSignIns));
            Console.WriteLine(Line("the list of 50", idle.Pages, attacked.Pages));
            Console.WriteLine(Invariant($" processor time of the portal: {idle.Cores:0.00} cores without, {attacked.Cores:0.00} with"));
            Console.WriteLine($" wrong passwords: {string.Join(", ", attacked.Wrong.CountBy(status => status).OrderBy(one => one.Key).Select(one => $"{one.Value} answered {(int)one.Key}"))}");
            foreach (var one in colleagues.Concat(attackers)) one.Dispose();
        }
    }

    private static async Task<Address[]> ArriveAsync(PortalProcess portal, int count, byte network) =>
        await Task.WhenAll(Enumerable.Range(1, count).Select(host => Address.ArriveAsync(portal.Url, new IPAddress([127, 0, network, (byte)host]))));

    private static async Task<Noticed> MeasureAsync(PortalProcess portal, SignedInClient reader, Address[] colleagues, Address[] attackers, TimeSpan phase)
    {
        var newcomers = await Task.WhenAll(Enumerable.Range(0, (int)(SignInsPerMinute * phase.TotalMinutes)).Select(_ => Address.ArriveAsync(portal.Url, NewAddress())));
        var noticed = new Noticed();
        var (before, started) = (portal.ProcessorTime(), Stopwatch.GetTimestamp());
        await Task.WhenAll(
            SendAsync(phase, SignInsPerMinute, async number => noticed.SignIns.Add(await SignInAsync(colleagues[number % colleagues.Length]))),
            // Half a second after them.
            SendAsync(phase, SignInsPerMinute, async number => noticed.FirstSignIns.Add(await SignInAsync(newcomers[number])), after: 0.5),
            SendAsync(phase, PagesPerMinute, async _ => noticed.Pages.Add(await TimeAsync(() => reader.Http.GetByteArrayAsync("/providers")))),
            SendAsync(phase, attackers.Length == 0 ? 0 : WrongPasswordsPerMinute, async number =>
                noticed.Wrong.Add(await attackers[number % attackers.Length].SignInAsync($"somebody{number}@example.com", "not the password"))));
        noticed.Busy((portal.ProcessorTime() - before) / Stopwatch.GetElapsedTime(started));
        foreach (var one in newcomers) one.Dispose();
        return noticed;
    }

    private static IPAddress NewAddress()
    {
        var number = Interlocked.Increment(ref newcomers);
        return new([127, 1, (byte)(number >> 8), (byte)number]);
    }

    private static Task<double> SignInAsync(Address from) => TimeAsync(async () =>
    {
        var status = await from.SignInAsync("owner@example.com", "seven green tractors");
        if (status != HttpStatusCode.Redirect) throw new InvalidOperationException($"The right password was answered {status}.");
    });

    /// <param name="after">The first one, as a part of the time between two.</param>
    private static async Task SendAsync(TimeSpan phase, int perMinute, Func<int, Task> send, double after = 0)
    {
        if (perMinute == 0) return;
        var (started, sent) = (Stopwatch.GetTimestamp(), new List<Task>());
        var between = TimeSpan.FromMinutes(1) / perMinute;
        for (var number = 0; number * between < phase; number++)
        {
            var wait = ((number + after) * between) - Stopwatch.GetElapsedTime(started);
            if (wait > TimeSpan.Zero) await Task.Delay(wait);
            var own = number;
            sent.Add(Task.Run(() => send(own)));
        }

        await Task.WhenAll(sent);
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var started = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static string Line(string name, ConcurrentBag<double> idle, ConcurrentBag<double> attacked) =>
        Invariant($" {name,-18} idle {Quantiles(idle)}   attacked {Quantiles(attacked)}   p95 × {At(attacked, 0.95) / At(idle, 0.95):0.00} ({idle.Count} and {attacked.Count} requests)");

    private static string Quantiles(ConcurrentBag<double> times) => Invariant($"{At(times, 0.5):0.0} / {At(times, 0.95):0.0} / {times.Max():0.0}");

    private static double At(ConcurrentBag<double> times, double part) => times.Order().ElementAt((int)(times.Count * part));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Noticed
    {
        private readonly List<double> cores = [];

        public ConcurrentBag<double> SignIns { get; } = [];

        public ConcurrentBag<double> FirstSignIns { get; } = [];

        public ConcurrentBag<double> Pages { get; } = [];

        public ConcurrentBag<HttpStatusCode> Wrong { get; } = [];

        /// <summary>Of the portal, busy on average.</summary>
        public double Cores => cores.Average();

        public void Busy(double average) => cores.Add(average);

        public void Add(Noticed other)
        {
            foreach (var time in other.SignIns) SignIns.Add(time);
            foreach (var time in other.FirstSignIns) FirstSignIns.Add(time);
            foreach (var time in other.Pages) Pages.Add(time);
            foreach (var status in other.Wrong) Wrong.Add(status);
            cores.AddRange(other.cores);
        }
    }
}
