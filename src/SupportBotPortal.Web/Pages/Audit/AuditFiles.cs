using System.Text.Json;
using CsvHelper;
using SupportBotPortal.Core.Audit.Reading;

namespace SupportBotPortal.Web.Pages.Audit;

/// <summary>Writes the audit log into a file as it comes: CSV by the rules of <see cref="Providers.Health.CheckFiles"/>, or a JSON object in each line.</summary>
public static class AuditFiles
{
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    private static readonly CsvWriterOptions Csv = new() { Injection = CsvInjection.Escape, WriteByteOrderMark = true };

    private static readonly string[] Names = [.. typeof(ExportedAudit).GetConstructors()[0].GetParameters().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name!))];

    private static readonly byte[] NewLine = "\n"u8.ToArray();

    public static async Task WriteCsvAsync(Stream stream, IAsyncEnumerable<ExportedAudit> lines, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lines);
        await using var csv = CsvWriter.Create(stream, Csv, leaveOpen: true);
        await csv.WriteRecordAsync(Names, cancellationToken);
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            csv.WriteField(line.Id);
            csv.WriteField(line.At, Time);
            csv.WriteField(line.ActorId?.ToString());
            foreach (var text in (string[])[line.ActorName, line.Address, line.Action, line.SubjectType, line.SubjectId, line.SubjectName]) csv.WriteField(text);
            csv.WriteField(JsonSerializer.Serialize(line.Changes, JsonSerializerOptions.Web));
            csv.WriteField(line.Hash);
            await csv.EndRecordAsync(cancellationToken);
        }
    }

    public static async Task WriteLinesAsync(Stream stream, IAsyncEnumerable<ExportedAudit> lines, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(lines);
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            await JsonSerializer.SerializeAsync(stream, line, JsonSerializerOptions.Web, cancellationToken);
            await stream.WriteAsync(NewLine, cancellationToken);
        }
    }
}
