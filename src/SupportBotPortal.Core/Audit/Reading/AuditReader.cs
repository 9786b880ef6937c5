using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Audit.Reading;

/// <summary>Finds lines of the audit log, the newest first.</summary>
public sealed class AuditReader(PortalDbContext db)
{
    /// <param name="filter">Which.</param>
    /// <param name="before">Older than the line with this number; <see langword="null"/> for the newest.</param>
    /// <param name="most">How many at most.</param>
    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(AuditFilter filter, long? before, int most, CancellationToken cancellationToken) =>
        await Select(filter).Where(a => before == null || a.Id < before).OrderByDescending(a => a.Id).Take(most).ToListAsync(cancellationToken);

    /// <summary>All of them, the oldest first, as they come from the disk.</summary>
    /// <param name="upTo">The last line that is looked at.</param>
    public IAsyncEnumerable<AuditEntry> AllAsync(AuditFilter filter, long upTo) => Select(filter).Where(a => a.Id <= upTo).OrderBy(a => a.Id).AsAsyncEnumerable();

    public Task<long> LastIdAsync(CancellationToken cancellationToken) => db.Audit.OrderByDescending(a => a.Id).Select(a => a.Id).FirstOrDefaultAsync(cancellationToken);

    /// <summary>What the lines there are are about.</summary>
    public async Task<IReadOnlyList<string>> AreasAsync(CancellationToken cancellationToken) =>
        [.. (await db.Audit.Select(a => a.Action).Distinct().ToListAsync(cancellationToken)).Select(AreaOf).Distinct().Order(StringComparer.Ordinal)];

    public static string AreaOf(string action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return action.Split('.')[0];
    }

    /// <summary>The fields of a line. What somebody wrote there past the portal is shown as it is.</summary>
    public static IReadOnlyList<AuditChange> ChangesOf(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        try
        {
            return JsonSerializer.Deserialize<List<AuditChange>>(entry.Changes, JsonSerializerOptions.Web) ?? [];
        }
        catch (JsonException)
        {
            return [new("Unreadable", null, entry.Changes)];
        }
    }

    private IQueryable<AuditEntry> Select(AuditFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var lines = db.Audit.AsNoTracking();
        if (filter.Area.Length > 0)
        {
            var (alone, beginning) = (filter.Area, filter.Area + ".");
            lines = lines.Where(a => a.Action == alone || a.Action.StartsWith(beginning));
        }

        if (filter.Subject.Length > 0) lines = lines.Where(a => a.SubjectId == filter.Subject);
        if (filter.From is { } from)
        {
            var begin = from.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            lines = lines.Where(a => a.At >= begin);
        }

        if (filter.Until is { } until)
        {
            var end = until.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            lines = lines.Where(a => a.At < end);
        }

        if (filter.Text.Length == 0) return lines;
        var pattern = $"%{Escaped(filter.Text)}%";
        // Values stand in JSON, where some characters have another form: “é” is é.
        var inJson = $"%{Escaped(JsonSerializer.Serialize(filter.Text, JsonSerializerOptions.Web)[1..^1])}%";
        return lines.Where(a => EF.Functions.Like(a.ActorName, pattern, "\\") || EF.Functions.Like(a.SubjectName, pattern, "\\") || EF.Functions.Like(a.Address, pattern, "\\") || EF.Functions.Like(a.Action, pattern, "\\") || EF.Functions.Like(a.Changes, inJson, "\\"));
    }

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
