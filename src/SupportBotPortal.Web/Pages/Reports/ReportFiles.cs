using System.Text.Json;
using System.Text.Json.Serialization;
using CsvHelper;
using SupportBotPortal.Core.Health.Reports;

namespace SupportBotPortal.Web.Pages.Reports;

/// <summary>Writes a report into a file: its providers as CSV, by the rules of <see cref="Providers.Health.CheckFiles"/>; all of it as JSON.</summary>
public static class ReportFiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private static readonly CsvWriterOptions Csv = new() { Injection = CsvInjection.Escape, WriteByteOrderMark = true };

    private static readonly string[] Names = [.. typeof(ExportedLine).GetConstructors()[0].GetParameters().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name!))];

    public static async Task WriteCsvAsync(Stream stream, ReportContent report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        await using var csv = CsvWriter.Create(stream, Csv, leaveOpen: true);
        await csv.WriteRecordAsync(Names, cancellationToken);
        foreach (var line in report.Lines)
        {
            WriteFields(csv, ExportedLine.Of(line));
            await csv.EndRecordAsync(cancellationToken);
        }
    }

    public static Task WriteJsonAsync(Stream stream, ReportContent report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        return JsonSerializer.SerializeAsync(
            stream,
            new
            {
                Report = report.Name,
                From = report.Start,
                Until = report.End,
                TimeZone = report.Zone.Id,
                MadeAt = report.FiredAt,
                Summary = ReportWords.Summary(report),
                Providers = report.Lines.Select(ExportedLine.Of),
                IncidentCount = report.IncidentCount,
                Incidents = report.Incidents.Select(i => new { i.Incident.Id, ProviderId = i.Line.Figures.Id, Provider = i.Line.Name, i.Incident.StartedAt, i.Incident.EndedAt, i.Incident.State, i.Incident.Cause }),
                Keys = report.Figures.Keys.Select(k => new { k.ProviderId, Provider = report.NameOf(k.ProviderId), k.DueAt }),
                Models = report.Figures.Models.Select(m => new { m.ProviderId, Provider = report.NameOf(m.ProviderId), m.Model, m.RetiresOn }),
            },
            Json,
            cancellationToken);
    }

    /// <summary>In the order of <see cref="Names"/>. Names of providers are what people typed; all else is numbers and the portal's words.</summary>
    private static void WriteFields(CsvWriter csv, ExportedLine line)
    {
        csv.WriteField(line.Id);
        csv.WriteField(line.Name);
        csv.WriteField(line.Environment);
        csv.WriteField(line.Uptime);
        foreach (var count in (int?[])[line.Tests, line.Passed, line.Slow, line.RateLimited, line.Quota, line.Failed, line.NotTestable, line.Interrupted, line.MedianMs, line.P95Ms]) csv.WriteField(count);
        csv.WriteField(line.UptimeBefore);
        foreach (var count in (int?[])[line.TestsBefore, line.MedianBeforeMs, line.P95BeforeMs, line.Incidents]) csv.WriteField(count);
        csv.WriteField(line.DownSeconds);
        csv.WriteField(line.Inactive ? "true" : "false");
        csv.WriteField(line.TestsOff ? "true" : "false");
    }
}
