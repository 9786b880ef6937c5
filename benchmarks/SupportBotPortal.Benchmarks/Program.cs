using SupportBotPortal.Benchmarks;

if (args is not [("start" or "first-visit") and var what, var jit, .. var rest])
{
    Console.Error.WriteLine("""
        start JIT-FOLDER R2R-FOLDER [rounds]   time to the first answer and the first page, and memory, of two published portals, interleaved
        first-visit R2R-FOLDER                 bytes and requests in real Chromium
        benchmarks/run.sh publishes both and runs everything.
        """);
    return 2;
}

if (what == "start") await StartBenchmark.RunAsync(jit, rest[0], rest.Length > 1 ? int.Parse(rest[1], null) : 7);
else await FirstVisitBenchmark.RunAsync(jit);
return 0;
