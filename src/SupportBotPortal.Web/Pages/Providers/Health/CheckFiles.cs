using System.Text.Json;
using System.Text.Json.Serialization;
using CsvHelper;

namespace SupportBotPortal.Web.Pages.Providers.Health;

/// <summary>Writes tests into a file as they come: however many there are, a few are in memory.</summary>
public static class CheckFiles
{
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>
    /// RFC 4180. A text that begins like a formula gets an apostrophe, by which spreadsheets know a text: names of people may begin
    /// with anything. Numbers and times stay what they are. The mark at the beginning is for Excel, which would not take the file
    /// for UTF-8 without it; programs take the JSON.
    /// </summary>
    private static readonly CsvWriterOptions Csv = new() { Injection = CsvInjection.Escape, WriteByteOrderMark = true };

    private static readonly string[] Names =
    [
        .. new[]
        {
            nameof(ExportedCheck.At), nameof(ExportedCheck.Kind), nameof(ExportedCheck.Verdict), nameof(ExportedCheck.Cause), nameof(ExportedCheck.Milliseconds), nameof(ExportedCheck.Proof), nameof(ExportedCheck.StartedBy),
            nameof(ExportedCheck.Message), nameof(ExportedCheck.AddressMs), nameof(ExportedCheck.ConnectionMs), nameof(ExportedCheck.TlsMs), nameof(ExportedCheck.CredentialsMs), nameof(ExportedCheck.RespondingMs), nameof(ExportedCheck.GeneratingMs),
        }.Select(JsonNamingPolicy.CamelCase.ConvertName),
    ];

    public static async Task WriteCsvAsync(Stream stream, IAsyncEnumerable<ExportedCheck> checks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checks);
        await using var csv = CsvWriter.Create(stream, Csv, leaveOpen: true);
        await csv.WriteRecordAsync(Names, cancellationToken);
        await foreach (var check in checks.WithCancellation(cancellationToken))
        {
            WriteFields(csv, check);
            await csv.EndRecordAsync(cancellationToken);
        }
    }

    /// <summary>An array of objects.</summary>
    public static Task WriteJsonAsync(Stream stream, IAsyncEnumerable<ExportedCheck> checks, CancellationToken cancellationToken) =>
        JsonSerializer.SerializeAsync(stream, checks, Json, cancellationToken);

    /// <summary>In the order of <see cref="Names"/>.</summary>
    private static void WriteFields(CsvWriter csv, ExportedCheck check)
    {
        csv.WriteField(check.At, Time);
        csv.WriteField(Word(check.Kind));
        csv.WriteField(Word(check.Verdict));
        csv.WriteField(check.Cause is { } cause ? Word(cause) : null);
        csv.WriteField(check.Milliseconds);
        csv.WriteField(Word(check.Proof));
        csv.WriteField(check.StartedBy);
        csv.WriteField(check.Message);
        foreach (var time in (int?[])[check.AddressMs, check.ConnectionMs, check.TlsMs, check.CredentialsMs, check.RespondingMs, check.GeneratingMs]) csv.WriteField(time);
    }

    private static string Word(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
