using System.Net;
using System.Text;
using System.Text.Json;
using SupportBotPortal.Tests.Health;
using SupportBotPortal.Tests.Pages.Providers.Listing;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Providers.Health;

/// <summary>The single tests of a provider as a file.</summary>
public sealed class ExportTests : IAsyncLifetime
{
    private const string Path = "/providers/taken-out/health/export";

    private readonly ListBench bench = new();
    private Guid id;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_csv_file_has_a_header_the_oldest_first_and_times_in_utc()
    {
        await bench.Portal.WriteAsync([FilledHistory.Check(id, 'F', bench.Now.AddMinutes(-5), 12, startedBy: "rosa@example.com"), FilledHistory.Check(id, 'P', bench.Now.AddMinutes(-10).AddMilliseconds(7), 93)]);

        using var answer = await bench.Admin.Http.GetAsync(Path + "?format=csv", Token);

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        answer.Content.Headers.ContentDisposition!.ToString().ShouldBe("attachment; filename=taken-out-tests-24h-2026-06-01.csv");
        var bytes = await answer.Content.ReadAsByteArrayAsync(Token);
        bytes[..3].ShouldBe(Encoding.UTF8.Preamble.ToArray(), "Excel would take it for another encoding");
        Encoding.UTF8.GetString(bytes[3..]).ShouldBe(
            "at,kind,verdict,cause,milliseconds,proof,startedBy,message,addressMs,connectionMs,tlsMs,credentialsMs,respondingMs,generatingMs\r\n" +
            "2026-06-01T08:50:00.007Z,scheduled,passed,,93,keyProven,,,1,2,,30,60,\r\n" +
            "2026-06-01T08:55:00.000Z,manual,failed,connect,12,none,rosa@example.com,Nobody answers at 10.0.0.9:443.,1,,,,,\r\n");
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.example\",\"click\")")]
    [InlineData("+1+1")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tcmd")]
    [InlineData("\rcmd")]
    public async Task What_a_spreadsheet_would_run_is_text_there(string name)
    {
        await bench.Portal.WriteAsync([FilledHistory.Check(id, 'P', bench.Now.AddMinutes(-5), startedBy: name)]);

        var file = await FileAsync("csv");

        file.ShouldNotContain("," + name, Case.Sensitive);
        Rows(file)[1][6].ShouldBe("'" + name);
        // Whoever takes it for a program gets it as it is.
        Objects(await FileAsync("json"))[0].GetProperty("startedBy").GetString().ShouldBe(name);
    }

    [Theory]
    [InlineData("Ñandú, “quoted” \"twice\"\r\nand\non")]
    [InlineData("a;b|c'd")]
    public async Task A_cell_holds_whatever_it_must(string name)
    {
        await bench.Portal.WriteAsync([FilledHistory.Check(id, 'P', bench.Now.AddMinutes(-5), startedBy: name)]);

        Rows(await FileAsync("csv"))[1][6].ShouldBe(name);
    }

    [Fact]
    public async Task A_json_file_is_an_array_of_objects_with_the_same_names_and_words()
    {
        await bench.Portal.WriteAsync([FilledHistory.Check(id, 'F', bench.Now.AddMinutes(-5), 12)]);

        using var answer = await bench.Admin.Http.GetAsync(Path + "?format=json&range=7d", Token);

        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/json; charset=utf-8");
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("taken-out-tests-7d-2026-06-01.json");
        var only = Objects(await answer.Content.ReadAsStringAsync(Token)).ShouldHaveSingleItem();
        only.EnumerateObject().Select(p => p.Name).ShouldBe(Rows(await FileAsync("csv"))[0]);
        only.GetProperty("at").GetString().ShouldBe("2026-06-01T08:55:00Z");
        (only.GetProperty("verdict").GetString(), only.GetProperty("cause").GetString(), only.GetProperty("milliseconds").GetInt32(), only.GetProperty("tlsMs").ValueKind).ShouldBe(("failed", "connect", 12, JsonValueKind.Null));
    }

    [Fact]
    public async Task A_file_has_every_test_of_its_range_once_however_many_come_at_a_moment()
    {
        // More than one portion, and portions that end within a moment.
        await bench.Portal.WriteAsync([.. Enumerable.Range(0, 4_500).Select(n => FilledHistory.Check(id, 'P', bench.Now.AddHours(-2).AddMinutes(n / 1_500), n))]);
        await bench.Portal.WriteAsync([FilledHistory.Check(id, 'P', bench.Now.AddDays(-2), 99_999), FilledHistory.Check(id, 'P', bench.Now.AddDays(-89), 88_888)]);

        Rows(await FileAsync("csv")).Skip(1).Select(r => r[4]).ShouldBe(Enumerable.Range(0, 4_500).Select(n => $"{n}"));
        Objects(await FileAsync("json", "7d")).Count.ShouldBe(4_501);
        Objects(await FileAsync("json", "90d")).Count.ShouldBe(4_502);
    }

    [Fact]
    public async Task Of_a_provider_that_was_never_tested_there_is_an_empty_file()
    {
        Rows(await FileAsync("csv")).ShouldHaveSingleItem().Length.ShouldBe(14);
        (await FileAsync("json")).ShouldBe("[]");
    }

    [Theory]
    [InlineData("?format=xml", HttpStatusCode.BadRequest, "There is no format “xml”. Choose csv or json.")]
    [InlineData("", HttpStatusCode.BadRequest, "There is no format “”. Choose csv or json.")]
    [InlineData("?format=csv&range=1y", HttpStatusCode.BadRequest, "There is no range “1y”. Choose one of 24h, 7d, 30d, 90d.")]
    public async Task What_cannot_be_made_is_refused_with_a_sentence(string query, HttpStatusCode expected, string sentence)
    {
        var answer = await bench.Admin.GetAsync(Path + query);

        (answer.Status, answer.Html).ShouldBe((expected, sentence));
    }

    public async ValueTask InitializeAsync()
    {
        await bench.InitializeAsync();
        var provider = ListBench.New("Taken out");
        id = provider.Id;
        await bench.AddAsync(provider);
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    private Task<string> FileAsync(string format, string range = "24h") => bench.Admin.Http.GetStringAsync($"{Path}?format={format}&range={range}", Token);

    private static List<JsonElement> Objects(string json) => [.. JsonDocument.Parse(json).RootElement.EnumerateArray()];

    /// <summary>As another program reads it: RFC 4180, no leniency.</summary>
    private static List<string[]> Rows(string file)
    {
        var rows = new List<string[]>();
        using var fields = new Microsoft.VisualBasic.FileIO.TextFieldParser(new StringReader(file.TrimStart('\uFEFF'))) { TextFieldType = Microsoft.VisualBasic.FileIO.FieldType.Delimited, Delimiters = [","], HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = false };
        while (!fields.EndOfData) rows.Add(fields.ReadFields()!);
        return rows;
    }
}
