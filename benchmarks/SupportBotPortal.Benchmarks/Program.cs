using SupportBotPortal.Benchmarks;
using SupportBotPortal.Benchmarks.Access;
using SupportBotPortal.Benchmarks.Bare;
using SupportBotPortal.Benchmarks.Gateway;

switch (args)
{
    case ["start", var jit, var ready, .. var rest]:
        await StartBenchmark.RunAsync(jit, ready, RoundsOf(rest, 7));
        return 0;
    case ["first-visit", var folder]:
        await FirstVisitBenchmark.RunAsync(folder);
        return 0;
    case ["list", var folder, .. var rest]:
        await ListBenchmark.RunAsync(folder, RoundsOf(rest, 15));
        return 0;
    case ["bulk-test", var folder, .. var rest]:
        await BulkTestBenchmark.RunAsync(folder, RoundsOf(rest, 3));
        return 0;
    case ["sweep", var folder, .. var rest]:
        await SweepBenchmark.RunAsync(folder, RoundsOf(rest, 3));
        return 0;
    case ["history", var folder, .. var rest]:
        await HistoryBenchmark.RunAsync(folder, RoundsOf(rest, 30));
        return 0;
    case ["gateway", var folder, .. var rest]:
        await GatewayBenchmark.RunAsync(folder, RoundsOf(rest, 5), only: rest is [_, var name, ..] ? name : "");
        return 0;
    case ["sign-in", var folder, .. var rest]:
        await SignInBenchmark.RunAsync(folder, RoundsOf(rest, 3), TimeSpan.FromMinutes(2));
        return 0;
    case ["permissions", var folder, .. var rest]:
        await PermissionBenchmark.RunAsync(folder, RoundsOf(rest, 7));
        return 0;
    case ["guarded", var database, var url]:
        await GuardedSite.RunAsync(database, url);
        return 0;
    case ["upstream", var url]:
        await BareUpstream.RunAsync(url);
        return 0;
    case ["forwarder", var upstream, var url]:
        await BareForwarder.RunAsync(upstream, url);
        return 0;
    case ["bare", var database, var url]:
        await BareSite.RunAsync(database, url);
        return 0;
    default:
        Console.Error.WriteLine("""
            start JIT-FOLDER R2R-FOLDER [rounds]   time to the first answer and the first page, and memory, of two published portals, interleaved
            first-visit R2R-FOLDER                 bytes and requests in real Chromium
            list FOLDER [rounds]                   the list with 50 and 10,000 providers beside a bare page, interleaved
            bulk-test FOLDER [rounds]              testing 1,000 providers at once, beside the ideal
            sweep FOLDER [rounds]                  the scheduled tests of 1,000 and 10,000 providers, beside the ideal
            history FOLDER [requests]              the pages of a year of tests of 100 providers
            gateway FOLDER [rounds [kind]]         what bots use, beside the provider asked directly and a bare forwarder, interleaved
            permissions FOLDER [rounds]            what asking for permissions adds to a request, beside reading one row, interleaved
            sign-in FOLDER [rounds]                signing in and reading while a thousand wrong passwords a minute come, beside the same without
            benchmarks/run.sh publishes both and runs everything.
            """);
        return 2;
}

static int RoundsOf(string[] rest, int usual) => rest is [var rounds, ..] ? int.Parse(rounds, System.Globalization.CultureInfo.InvariantCulture) : usual;
