using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.People.External;
using SupportBotPortal.Web.Authorization;

namespace SupportBotPortal.Web.Security.External;

/// <summary>Makes a session of what the identity provider says, or takes it as the proof that a person is still who he was.</summary>
public sealed class OidcSignIn(ExternalPeople people, PortalSessions sessions, SessionStore store, SignInLog log, IOptions<OidcOptions> options, TimeProvider time)
{
    /// <summary>Clocks differ.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);

    private readonly OidcOptions settings = options.Value;

    /// <returns>Why not; <see langword="null"/> if there is a session now.</returns>
    public async Task<OidcProblem?> SignInAsync(HttpContext context, ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(principal);
        var (user, refusal) = await people.AdmitAsync(IdentityOf(principal), context.Connection.RemoteIpAddress?.ToString() ?? "", context.RequestAborted);
        if (refusal != ExternalRefusal.None || user is null)
        {
            await log.WriteAsync(context, user, "sign_in.refused", By, new AuditChange("Why", null, refusal.ToString()));
            return refusal switch
            {
                ExternalRefusal.NoRole => OidcProblem.NoRole,
                ExternalRefusal.NoEmail => OidcProblem.NoEmail,
                ExternalRefusal.EmailTaken => OidcProblem.EmailTaken,
                ExternalRefusal.Disabled => OidcProblem.Disabled,
                _ => OidcProblem.NoAccount,
            };
        }

        await log.WriteAsync(context, user, "sign_in.succeeded", By);
        await PendingSignIn.EndAsync(context);
        await sessions.StartAsync(context, user);
        return null;
    }

    /// <summary>Whoever is signed in has signed in at the identity provider once more, just now.</summary>
    /// <param name="asked">When that was asked for, in seconds since 1970.</param>
    public async Task<OidcProblem?> ConfirmAsync(HttpContext context, ClaimsPrincipal principal, string? asked)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(principal);
        if (SessionStore.MarkOf(context) is not { } mark || context.Actor().Id is not { } own || await people.WhoseAsync(IdentityOf(principal).Subject, context.RequestAborted) != own) return OidcProblem.NotConfirmed;
        // Without it, somebody who is merely signed in there would count as having shown who he is.
        if (!long.TryParse(asked, out var since) || !long.TryParse(principal.FindFirstValue("auth_time"), out var at)) return OidcProblem.NotConfirmed;
        if (at < since - Slack.TotalSeconds || at > time.GetUtcNow().ToUnixTimeSeconds() + Slack.TotalSeconds) return OidcProblem.NotConfirmed;
        await store.ProveAsync(mark);
        return null;
    }

    /// <summary>Whoever is signed in, and has just typed his password, comes by the identity provider from now on as well.</summary>
    public async Task<OidcProblem?> ConnectAsync(HttpContext context, ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(principal);
        if (context.Actor().Id is null || !await store.IsProvenAsync(SessionStore.MarkOf(context))) return OidcProblem.NotConfirmed;
        return await people.ConnectAsync(IdentityOf(principal), context.Actor(), context.RequestAborted) ? null : OidcProblem.SomebodyElses;
    }

    private AuditChange By => new("By", null, settings.Name);

    private ExternalIdentity IdentityOf(ClaimsPrincipal principal) => new(
        principal.FindFirstValue("sub") ?? throw new InvalidOperationException("The identity provider names no subject."),
        principal.FindFirstValue("email")?.Trim() ?? "",
        settings.EmailsAreVerified || string.Equals(principal.FindFirstValue("email_verified"), "true", StringComparison.OrdinalIgnoreCase),
        [.. principal.FindAll(settings.GroupsClaim).Select(c => c.Value)]);
}
