using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.History;

namespace SupportBotPortal.Core.Health.Incidents;

/// <summary>Keeps what people say about an incident, and who said it.</summary>
public sealed class IncidentNotes(IDbContextFactory<HealthDbContext> histories, IDbContextFactory<PortalDbContext> contexts, AuditTrail audit, TimeProvider time)
{
    private const int PrintBytes = 9;

    /// <summary>A note as it is kept: with line ends of one kind, and nothing around it.</summary>
    public static string Clean(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();

    /// <summary>A short fingerprint that a form carries, to tell whether the note is still the one that was shown.</summary>
    public static string PrintOf(string note) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(note)).AsSpan(0, PrintBytes));

    /// <param name="text">Empty takes the note away.</param>
    /// <param name="seen">The print of the note that was seen when this was written.</param>
    public async Task<NoteOutcome> SaveAsync(long id, string? text, string? seen, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var note = Clean(text);
        if (note.Length > Incident.LongestNote) return NoteOutcome.TooLong;
        await using var db = await histories.CreateDbContextAsync(cancellationToken);
        // Only one at a time reads the note and writes it.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Incidents.FirstOrDefaultAsync(i => i.Id == id, cancellationToken) is not { } incident) return NoteOutcome.NotFound;
        if (incident.Note == note) return NoteOutcome.Done;
        if (PrintOf(incident.Note) != seen) return NoteOutcome.Conflict;
        var what = note.Length == 0 ? "removed" : incident.Note.Length == 0 ? "written" : "changed";
        (incident.Note, incident.NoteBy, incident.NoteAt) = (note, actor.Name, time.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellationToken);
        // Two databases: the line about it first. A portal that is killed between the two has noted an attempt, never kept a note without its line.
        await AuditAsync(db, incident, what, actor, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return NoteOutcome.Done;
    }

    /// <summary>Who did it, and not what it says: the log is about people, and the note stands at the incident.</summary>
    private async Task AuditAsync(HealthDbContext db, Incident incident, string what, Actor actor, CancellationToken cancellationToken)
    {
        var providerId = await db.Subjects.Where(s => s.Id == incident.SubjectId).Select(s => s.ProviderId).FirstAsync(cancellationToken);
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var name = await portal.Providers.IgnoreQueryFilters([Provider.NotDeleted]).Where(p => p.Id == providerId).Select(p => p.Name).FirstOrDefaultAsync(cancellationToken);
        await audit.CommitAsync(portal, actor, new("incident.noted")
        {
            SubjectType = "incident",
            SubjectId = $"{incident.Id}",
            SubjectName = name ?? "",
            Changes = [new("Note", null, what)],
        }, cancellationToken);
    }
}
