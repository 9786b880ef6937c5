using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using SupportBotPortal.Core.Providers.Bulk;
using SupportBotPortal.FakeProviders;

namespace SupportBotPortal.Benchmarks;

/// <summary>Tests all providers at once against fakes that answer after 100 ms, and compares with the least time that could take.</summary>
internal static partial class BulkTestBenchmark
{
    private const int Providers = 1_000;
    private const int Origins = 16;
    private static readonly TimeSpan Answer = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(string folder, int rounds)
    {
        var fakes = new List<FakeUpstream>();
        try
        {
            for (var number = 0; number < Origins; number++)
            {
                var fake = await FakeUpstream.StartAsync();
                fake.Handler = async context =>
                {
                    await Task.Delay(Answer, context.RequestAborted);
                    context.Response.ContentType = "application/json";
                    context.Response.StatusCode = context.Request.Headers.Authorization == "Bearer sk-fake-custom" ? 200 : 401;
                    await context.Response.WriteAsync("""{"object":"list","data":[{"id":"m","object":"model"}]}""");
                };
                fakes.Add(fake);
            }

            var (portal, client) = await SeededData.StartAsync(folder, Providers, fakes.ConvertAll(f => f.CustomUrl.AbsoluteUri));
            using var running = portal;
            using var browser = client;
            for (var round = 0; round < rounds; round++) await MeasureAsync(client, portal, fakes);
        }
        finally
        {
            foreach (var fake in fakes) await fake.DisposeAsync();
        }
    }

    private static async Task MeasureAsync(SignedInClient client, PortalProcess portal, List<FakeUpstream> fakes)
    {
        foreach (var fake in fakes) fake.ForgetRequests();
        var before = portal.ProcessorTime();
        var started = Stopwatch.GetTimestamp();
        using var answer = await client.PostAsync("/providers", "/providers/bulk/test", [new("all", "true")], htmx: true);
        var fragment = await answer.Content.ReadAsStringAsync();
        var stream = await client.Http.GetStringAsync(StreamAddress().Match(fragment).Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal));
        var wall = Stopwatch.GetElapsedTime(started);
        var calls = fakes.Sum(f => f.Requests.Count);
        var ideal = calls * Answer / BulkTests.AtOnce;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"testing {Providers:N0}: {wall.TotalSeconds:0.0} s for {calls:N0} calls, ideal {ideal.TotalSeconds:0.0} s, ratio {wall / ideal:0.00}; CPU {(portal.ProcessorTime() - before).TotalMilliseconds / Providers:0.0} ms each; {portal.ResidentMiB():0} MiB; {Summary().Matches(stream).LastOrDefault()?.Value}"));
    }

    [GeneratedRegex("sse-connect=\"([^\"]+)\"")]
    private static partial Regex StreamAddress();

    [GeneratedRegex("[0-9,]+ healthy[^<]*")]
    private static partial Regex Summary();
}
