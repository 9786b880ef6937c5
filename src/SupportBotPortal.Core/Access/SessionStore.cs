using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
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

    // Writing “last seen” on every request would make every read a write.
    private static readonly TimeSpan SeenResolution = TimeSpan.FromMinutes(1);

    private static readonly object ItemKey = new();

    private readonly IDataProtector protector = protection.CreateProtector("SupportBotPortal.Session.1");

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var key = SessionKey.New();
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync();
        await db.Sessions.Where(s => s.CreatedAt < now - AbsoluteTimeout || s.LastSeenAt < now - IdleTimeout).ExecuteDeleteAsync();
        db.Sessions.Add(new UserSession
        {
            KeyHash = SessionKey.Hash(key),
            UserId = Guid.Parse(ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier)!),
            Ticket = Protect(ticket),
            CreatedAt = now,
            LastSeenAt = now,
            Address = http.HttpContext?.Connection.RemoteIpAddress?.ToString() ?? "",
            Browser = Shorten(http.HttpContext?.Request.Headers.UserAgent.ToString() ?? ""),
        });
        await db.SaveChangesAsync();
        return key;
    }

    /// <summary>The cookie middleware renews to slide its own expiry; ours slides in <see cref="RetrieveAsync"/>.</summary>
    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var hash = SessionKey.Hash(key);
        var bytes = Protect(ticket);
        await using var db = await contexts.CreateDbContextAsync();
        await db.Sessions.Where(s => s.KeyHash == hash).ExecuteUpdateAsync(set => set.SetProperty(s => s.Ticket, bytes));
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var hash = SessionKey.Hash(key);
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync();
        if (await FindAsync(db, hash) is not { } session) return null;
        if (HasEnded(session, now))
        {
            await RemoveAsync(key);
            return null;
        }

        if (http.HttpContext is { } context) context.Items[ItemKey] = hash;
        // Polling and streams never extend a session: only what a person does.
        if (now - session.LastSeenAt > SeenResolution && http.HttpContext?.IsPersonActing() == true)
            await db.Sessions.Where(s => s.KeyHash == hash).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now));
        return Unprotect(session.Ticket);
    }

    /// <summary>Whether the session that a request came with is still there: for what goes on after its start.</summary>
    public async Task<bool> IsOpenAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Items[ItemKey] is not byte[] hash) return false;
        await using var db = await contexts.CreateDbContextAsync();
        return await FindAsync(db, hash) is { } session && !HasEnded(session, time.GetUtcNow().UtcDateTime);
    }

    public async Task RemoveAsync(string key)
    {
        var hash = SessionKey.Hash(key);
        await using var db = await contexts.CreateDbContextAsync();
        await db.Sessions.Where(s => s.KeyHash == hash).ExecuteDeleteAsync();
    }

    /// <summary>Ends all sessions of a person, together with what ends them: in the caller's transaction.</summary>
    public static Task RemoveAllAsync(PortalDbContext db, Guid userId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Sessions.Where(s => s.UserId == userId).ExecuteDeleteAsync(cancellationToken);
    }

    private static Task<UserSession?> FindAsync(PortalDbContext db, byte[] hash) => (
        from session in db.Sessions
        join user in db.Users on session.UserId equals user.Id
        where session.KeyHash == hash && !user.IsDisabled
        select session).AsNoTracking().FirstOrDefaultAsync();

    private static bool HasEnded(UserSession session, DateTime now) => session.CreatedAt < now - AbsoluteTimeout || session.LastSeenAt < now - IdleTimeout;

    private byte[] Protect(AuthenticationTicket ticket) => protector.Protect(TicketSerializer.Default.Serialize(ticket));

    private AuthenticationTicket? Unprotect(byte[] bytes)
    {
        try
        {
            return TicketSerializer.Default.Deserialize(protector.Unprotect(bytes));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // The Data Protection ring changed: the person signs in again.
            return null;
        }
    }

    private static string Shorten(string text) => text.Length <= 300 ? text : text[..300];
}
