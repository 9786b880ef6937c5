using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace SupportBotPortal.Core.Data.Storage;

/// <summary>
/// What acts by itself in the database: the triggers that keep the audit log and the versions of the generation settings append-only, and nothing else. Whoever writes to
/// the file once could leave a trigger behind that swallows or changes what the portal writes from then on.
/// </summary>
public static partial class DatabaseGuards
{
    /// <summary>Name and text of each, as the migrations make them and SQLite keeps them.</summary>
    public static IReadOnlyDictionary<string, string> Triggers { get; } = new Dictionary<string, string>
    {
        ["Audit_no_update"] = "CREATE TRIGGER Audit_no_update BEFORE UPDATE ON Audit BEGIN SELECT RAISE(ABORT, 'The audit log is append-only.'); END",
        ["Audit_no_delete"] = "CREATE TRIGGER Audit_no_delete BEFORE DELETE ON Audit WHEN NOT EXISTS (SELECT 1 FROM AuditAnchors WHERE LastId >= OLD.Id) BEGIN SELECT RAISE(ABORT, 'The audit log is append-only.'); END",
        ["AuditAnchors_no_update"] = "CREATE TRIGGER AuditAnchors_no_update BEFORE UPDATE ON AuditAnchors BEGIN SELECT RAISE(ABORT, 'Where the audit log begins is append-only.'); END",
        ["AuditAnchors_no_delete"] = "CREATE TRIGGER AuditAnchors_no_delete BEFORE DELETE ON AuditAnchors BEGIN SELECT RAISE(ABORT, 'Where the audit log begins is append-only.'); END",
        ["GenerationVersions_no_update"] = "CREATE TRIGGER GenerationVersions_no_update BEFORE UPDATE ON GenerationVersions BEGIN SELECT RAISE(ABORT, 'Versions are append-only.'); END",
        ["GenerationVersions_no_delete"] = "CREATE TRIGGER GenerationVersions_no_delete BEFORE DELETE ON GenerationVersions BEGIN SELECT RAISE(ABORT, 'Versions are append-only.'); END",
    };

    /// <returns>What is missing, different or added, in sentences.</returns>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        // By their text, as SQLite itself reads them: the column "type" can be made to say TRIGGER, which SQLite takes for one.
        var all = await db.Database.SqlQueryRaw<SchemaRow>("SELECT name AS Name, sql AS Sql FROM sqlite_master WHERE sql IS NOT NULL").ToListAsync(cancellationToken);
        var acting = all.Where(row => !Holding().IsMatch(row.Sql)).ToList();
        return [.. Triggers.Where(wanted => !acting.Exists(row => row.Name == wanted.Key)).Select(wanted => $"The trigger {wanted.Key} is missing."),
            .. acting.Where(row => Triggers.GetValueOrDefault(row.Name) != row.Sql).Select(Describe)];
    }

    private static string Describe(SchemaRow row) => Triggers.ContainsKey(row.Name)
        ? $"The trigger {row.Name} is not as the portal made it: {Shown(row.Sql)}"
        : $"\"{Shown(row.Name)}\" was not made by the portal: {Shown(row.Sql)}";

    /// <summary>A stranger's text, on one line, in a log or a console.</summary>
    private static string Shown(string text)
    {
        var line = string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c : ' '));
        return line.Length <= 300 ? line : line[..300] + "…";
    }

    /// <summary>Ordinary tables and indexes hold rows and do nothing; views, virtual tables and triggers act.</summary>
    [GeneratedRegex(@"^CREATE\s+(TABLE|INDEX|UNIQUE\s+INDEX)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Holding();

    private sealed record SchemaRow(string Name, string Sql);
}
