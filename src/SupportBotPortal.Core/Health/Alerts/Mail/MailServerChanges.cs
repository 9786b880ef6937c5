using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Alerts.Mail;

/// <summary>Changes the mail server; each change is one transaction with its audit line.</summary>
public sealed class MailServerChanges(PortalDbContext db, AuditTrail audit, MailServerVault vault, TimeProvider time)
{
    /// <param name="check">Without errors.</param>
    /// <param name="version">The version that was shown; 0 if there was none.</param>
    /// <exception cref="Secrets.PortalLockedException">The password cannot be sealed now.</exception>
    public async Task<ChangeOutcome> SaveAsync(MailServerCheck check, int version, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(actor);
        if (!check.IsValid) throw new ArgumentException("What is wrong cannot be saved.", nameof(check));
        var input = check.Input;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var server = await db.MailServers.SingleOrDefaultAsync(cancellationToken);
        if ((server?.Version ?? 0) != version) return ChangeOutcome.Conflict;
        var changes = new List<AuditChange>();
        var isNew = server is null;
        if (server is null) db.MailServers.Add(server = new() { Host = "", FromAddress = "" });
        Note(changes, "Host", server.Host, input.Host);
        Note(changes, "Port", isNew ? "" : Text(server.Port), Text(check.Port));
        Note(changes, "Security", isNew ? "" : NameOf(server.Security), NameOf(input.Security));
        Note(changes, "User", server.User, input.User);
        Note(changes, "From", server.FromAddress, input.FromAddress);
        Note(changes, "From name", server.FromName, input.FromName);
        (server.Host, server.Port, server.Security, server.User, server.FromAddress, server.FromName) = (input.Host, check.Port, input.Security, input.User, input.FromAddress, input.FromName);
        SetPassword(server, input, actor, changes);
        if (changes.Count == 0) return ChangeOutcome.Done;
        server.Version++;
        server.UpdatedAt = time.GetUtcNow().UtcDateTime;
        await audit.CommitAsync(db, actor, RecordOf(server, isNew ? "mail_server.created" : "mail_server.edited", changes), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ChangeOutcome.Done;
    }

    /// <summary>As people write it.</summary>
    public static string NameOf(MailSecurity security) => security switch { MailSecurity.StartTls => "STARTTLS", MailSecurity.Tls => "TLS", _ => "none" };

    public async Task<ChangeOutcome> RemoveAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.MailServers.SingleOrDefaultAsync(cancellationToken) is not { } server) return ChangeOutcome.NotFound;
        db.MailServers.Remove(server);
        await audit.CommitAsync(db, actor, RecordOf(server, "mail_server.removed", []), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ChangeOutcome.Done;
    }

    private void SetPassword(MailServer server, MailServerInput input, Actor actor, List<AuditChange> changes)
    {
        if (input.Password.Length > 0)
        {
            changes.Add(AuditChange.Secret("Password", server.Password is null ? "set" : "replaced"));
            (server.Password, server.PasswordSetAt, server.PasswordSetBy) = (vault.Seal(server, input.Password), time.GetUtcNow().UtcDateTime, actor.Name);
        }
        else if (server.User.Length == 0 && server.Password is not null)
        {
            changes.Add(AuditChange.Secret("Password", "removed"));
            (server.Password, server.PasswordSetAt, server.PasswordSetBy) = (null, null, null);
        }
    }

    internal static AuditRecord RecordOf(MailServer server, string action, IReadOnlyList<AuditChange> changes) =>
        new(action) { SubjectType = "mail_server", SubjectId = server.Id.ToString(), SubjectName = server.Host, Changes = changes };

    private static void Note(List<AuditChange> changes, string field, string before, string after)
    {
        if (before != after) changes.Add(new(field, before.Length == 0 ? null : before, after));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
