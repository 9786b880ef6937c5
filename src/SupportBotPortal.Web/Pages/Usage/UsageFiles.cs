using System.Text.Json;
using CsvHelper;

namespace SupportBotPortal.Web.Pages.Usage;

/// <summary>Writes usage into a file as it comes: CSV by the rules of <see cref="Providers.Health.CheckFiles"/>, or JSON.</summary>
public static class UsageFiles
{
    private const string Hour = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private static readonly CsvWriterOptions Csv = new() { Injection = CsvInjection.Escape, WriteByteOrderMark = true };

    private static readonly string[] Names = [.. typeof(ExportedUsage).GetConstructors()[0].GetParameters().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name!))];

    public static async Task WriteCsvAsync(Stream stream, IAsyncEnumerable<ExportedUsage> lines, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lines);
        await using var csv = CsvWriter.Create(stream, Csv, leaveOpen: true);
        await csv.WriteRecordAsync(Names, cancellationToken);
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            WriteFields(csv, line);
            await csv.EndRecordAsync(cancellationToken);
        }
    }

    /// <summary>An array of objects.</summary>
    public static Task WriteJsonAsync(Stream stream, IAsyncEnumerable<ExportedUsage> lines, CancellationToken cancellationToken) =>
        JsonSerializer.SerializeAsync(stream, lines, JsonSerializerOptions.Web, cancellationToken);

    /// <summary>In the order of <see cref="Names"/>.</summary>
    private static void WriteFields(CsvWriter csv, ExportedUsage line)
    {
        csv.WriteField(line.Hour, Hour);
        csv.WriteField(line.ProviderId?.ToString());
        csv.WriteField(line.Provider);
        csv.WriteField(line.Model);
        csv.WriteField(line.BotId.ToString());
        csv.WriteField(line.Bot);
        foreach (var count in (long[])[line.Requests, line.Attempts, line.Answered, line.ByFallback, line.BrokenOff, line.GivenUp, line.FailedAttempts, line.NotAsked, line.Refused]) csv.WriteField(count);
        csv.WriteField(string.Join("; ", line.Outcomes.Select(o => $"{o.Key} {o.Value}")));
        foreach (var count in (long[])[line.InputTokens, line.OutputTokens, line.AnswersWithoutTokens]) csv.WriteField(count);
        foreach (var time in (int?[])[line.FirstByteMedianMs, line.FirstByteP95Ms, line.MedianMs, line.P95Ms]) csv.WriteField(time);
    }
}
