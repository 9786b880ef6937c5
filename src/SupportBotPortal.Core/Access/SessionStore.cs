using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Access;

/// <summary>Keeps sessions on the server, so that they can be listed and ended. Idle 30 minutes, 8 hours at the most.</summary>
public sealed class SessionStore(
    IDbContextFactory<PortalDbContext> contexts,
    IDataProtectionProvider protection,
    IHttpContextAccessor http,
    TimeProvider time) : ITicketStore
{
    public static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan AbsoluteTimeout = TimeSpan.FromHours(8);

    /// <summary>How long what was shown counts for acts that ask who one is.</summary>
    public static readonly TimeSpan ProofLifetime = TimeSpan.FromMinutes(5);

    // Writing “last seen” on every request would make every read a write.
    private static readonly TimeSpan SeenResolution = TimeSpan.FromMinutes(1);

    private static readonly string StampClaim = new ClaimsIdentityOptions().SecurityStampClaimType;

    private static readonly object ItemKey = new();

    private readonly IDataProtector protector = protection.CreateProtector("SupportBotPortal.Session.1");

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var key = SessionKey.New();
        var hash = SessionKey.Hash(key);
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        // Whoever was disabled, or whose password or factors changed, while he was signing in gets a key that opens nothing.
        var (person, stamp) = (PersonOf(ticket), ticket.Principal.FindFirstValue(StampClaim));
        if (!await db.Users.AnyAsync(u => u.Id == person && !u.IsDisabled && u.SecurityStamp == stamp)) return key;
        await db.Sessions.Where(s => s.CreatedAt < now - AbsoluteTimeout || s.LastSeenAt < now - IdleTimeout).ExecuteDeleteAsync();
        db.Sessions.Add(new UserSession
        {
            KeyHash = hash,
            UserId = person,
            Ticket = Protect(ticket, hash),
            CreatedAt = now,
            LastSeenAt = now,
            Address = http.HttpContext?.Connection.RemoteIpAddress?.ToString() ?? "",
            Browser = Shorten(http.HttpContext?.Request.Headers.UserAgent.ToString() ?? ""),
        });
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return key;
    }

    /// <summary>The cookie middleware renews to slide its own expiry; ours slides in <see cref="RetrieveAsync"/>.</summary>
    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var hash = SessionKey.Hash(key);
        var bytes = Protect(ticket, hash);
        await using var db = await contexts.CreateDbContextAsync();
        await db.Sessions.Where(s => s.KeyHash == hash).ExecuteUpdateAsync(set => set.SetProperty(s => s.Ticket, bytes));
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var hash = SessionKey.Hash(key);
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync();
        if (await FindAsync(db, hash) is not var (session, isDisabled)) return null;
        if (isDisabled)
        {
            // All of them: none may come back when the person is enabled again.
            await RemoveAllAsync(db, session.UserId, CancellationToken.None);
            return null;
        }

        if (HasEnded(session, now))
        {
            await RemoveAsync(key);
            return null;
        }

        if (http.HttpContext is { } context) context.Items[ItemKey] = hash;
        // Polling and streams never extend a session: only what a person does.
        if (now - session.LastSeenAt > SeenResolution && http.HttpContext?.IsPersonActing() == true)
            await db.Sessions.Where(s => s.KeyHash == hash).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now));
        return Unprotect(session);
    }

    /// <summary>The session that a request came with, for what goes on when the request is over; <see langword="null"/> without one.</summary>
    public static SessionMark? MarkOf(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Items[ItemKey] is byte[] hash ? new(hash) : null;
    }

    /// <summary>The person has just shown, in this session, who he is.</summary>
    public async Task ProveAsync(SessionMark mark)
    {
        ArgumentNullException.ThrowIfNull(mark);
        var (hash, now) = (mark.Hash, time.GetUtcNow().UtcDateTime);
        await using var db = await contexts.CreateDbContextAsync();
        await db.Sessions.Where(s => s.KeyHash == hash).ExecuteUpdateAsync(set => set.SetProperty(s => s.ProvenAt, now));
    }

    /// <summary>Whether that was a moment ago.</summary>
    public async Task<bool> IsProvenAsync(SessionMark? mark)
    {
        if (mark is not { Hash: { } hash }) return false;
        var since = time.GetUtcNow().UtcDateTime - ProofLifetime;
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Sessions.AnyAsync(s => s.KeyHash == hash && s.ProvenAt > since);
    }

    /// <summary>Whether a session is still there.</summary>
    public async Task<bool> IsOpenAsync(SessionMark? mark)
    {
        if (mark is not { Hash: { } hash }) return false;
        await using var db = await contexts.CreateDbContextAsync();
        return await FindAsync(db, hash) is (var session, false) && !HasEnded(session, time.GetUtcNow().UtcDateTime);
    }

    public async Task RemoveAsync(string key)
    {
        var hash = SessionKey.Hash(key);
        await using var db = await contexts.CreateDbContextAsync();
        await db.Sessions.Where(s => s.KeyHash == hash).ExecuteDeleteAsync();
    }

    /// <summary>Ends all sessions of a person, together with what ends them: in the caller's transaction.</summary>
    /// <remarks>
    /// Whoever disables a person must call it. The store drops a disabled person's sessions only when it meets one: those it did
    /// not meet would be open again on enabling.
    /// </remarks>
    public static Task RemoveAllAsync(PortalDbContext db, Guid userId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Sessions.Where(s => s.UserId == userId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Ends all sessions of a person but the one that asks: in the caller's transaction.</summary>
    public static Task RemoveOthersAsync(PortalDbContext db, Guid userId, SessionMark? asking, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var own = asking?.Hash;
        return db.Sessions.Where(s => s.UserId == userId && (own == null || s.KeyHash != own)).ExecuteDeleteAsync(cancellationToken);
    }

    private static Task<Found?> FindAsync(PortalDbContext db, byte[] hash) => (
        from session in db.Sessions
        join user in db.Users on session.UserId equals user.Id
        where session.KeyHash == hash
        select new Found(session, user.IsDisabled)).AsNoTracking().FirstOrDefaultAsync();

    private static bool HasEnded(UserSession session, DateTime now) => session.CreatedAt < now - AbsoluteTimeout || session.LastSeenAt < now - IdleTimeout;

    private static Guid PersonOf(AuthenticationTicket ticket) => Guid.Parse(ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier)!);

    /// <summary>For one session of one person: whoever writes to the database must not put another's ticket into his own row.</summary>
    private IDataProtector ProtectorOf(byte[] hash, Guid person) => protector.CreateProtector(Convert.ToHexStringLower(hash), person.ToString());

    private byte[] Protect(AuthenticationTicket ticket, byte[] hash) => ProtectorOf(hash, PersonOf(ticket)).Protect(TicketSerializer.Default.Serialize(ticket));

    private AuthenticationTicket? Unprotect(UserSession session)
    {
        try
        {
            return TicketSerializer.Default.Deserialize(ProtectorOf(session.KeyHash, session.UserId).Unprotect(session.Ticket));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // The Data Protection ring changed, or the ticket is not this row's: the person signs in again.
            return null;
        }
    }

    private static string Shorten(string text) => text.Length <= 300 ? text : text[..300];

    private sealed record Found(UserSession Session, bool IsDisabled);
}
