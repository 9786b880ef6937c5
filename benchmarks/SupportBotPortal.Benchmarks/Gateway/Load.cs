using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using SupportBotPortal.Benchmarks.Bare;

namespace SupportBotPortal.Benchmarks.Gateway;

/// <summary>Asks one address from some connections for a while.</summary>
/// <param name="url">Of chat completions.</param>
/// <param name="token">A bot's, or anything where nobody looks.</param>
internal sealed class Load(string url, string token) : IDisposable
{
    private const string Question = """{"model":"default","messages":[{"role":"user","content":"Where is my parcel with the number 4711? I ordered it two weeks ago."}]""";

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = Timeout.InfiniteTimeSpan }) { Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>For a request that a <see cref="BareUpstream"/> answers: whole, or by a stream.</summary>
    public static string Whole => Question + "}";

    public static string Streamed => Question + ",\"stream\":true}";

    public static string PacedStream => $"{Question},\"stream\":true,{BareUpstream.Paced}}}";

    /// <param name="question">One of those above.</param>
    public async Task<LoadResult> RunAsync(string question, int connections, TimeSpan time)
    {
        var results = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => AskAsync(question, time)));
        return LoadResult.Of(results, time);
    }

    public void Dispose() => http.Dispose();

    private async Task<LoadResult> AskAsync(string question, TimeSpan time)
    {
        var result = new LoadResult(time);
        var began = Stopwatch.GetTimestamp();
        await Task.Yield();
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(question, Encoding.UTF8, "application/json") };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            var started = Stopwatch.GetTimestamp();
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            response.EnsureSuccessStatusCode();
            await using var body = await response.Content.ReadAsStreamAsync();
            if (question != Whole) await ReadEventsAsync(body, started, result);
            else await body.CopyToAsync(Stream.Null);
            result.Took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return result;
    }

    private static async Task ReadEventsAsync(Stream body, long started, LoadResult result)
    {
        using var reader = new StreamReader(body);
        var events = 0;
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(BareUpstream.SentAt, StringComparison.Ordinal) is not (> 0 and var at)) continue;
            if (events++ == 0) result.FirstEvent.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            var from = at + BareUpstream.SentAt.Length;
            result.Held.Add(Stopwatch.GetElapsedTime(long.Parse(line.AsSpan(from, line.IndexOf(',', from) - from), CultureInfo.InvariantCulture)).TotalMilliseconds);
        }

        if (events != BareUpstream.Events) throw new InvalidOperationException($"{events} events came instead of {BareUpstream.Events}.");
    }
}
