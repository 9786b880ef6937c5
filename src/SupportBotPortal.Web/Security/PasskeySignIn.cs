using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Security;

/// <summary>
/// Signs in with a passkey: the whole of it, without password and code. It also lets in somebody who is locked after wrong
/// passwords, since it cannot be guessed: whoever tries passwords must not be able to keep others out.
/// </summary>
public sealed class PasskeySignIn(SignInManager<PortalUser> signIn, UserManager<PortalUser> users, PortalSessions sessions, SignInLog log, UsedChallenges used, ILogger<PasskeySignIn> logger)
{
    private static readonly Action<ILogger, string, Exception?> NotAccepted = LoggerMessage.Define<string>(LogLevel.Information, new(1, nameof(NotAccepted)), "A passkey was not accepted: {Why}");

    /// <summary>What the browser is to sign; it holds for a few minutes. The same for everybody: it does not tell who there is.</summary>
    /// <returns>JSON, for <c>PublicKeyCredential.parseRequestOptionsFromJSON</c>.</returns>
    public Task<string> MakeRequestAsync() => signIn.MakePasskeyRequestOptionsAsync(null);

    /// <param name="credential">JSON of what the browser has signed.</param>
    public async Task<SignInOutcome> WithPasskeyAsync(HttpContext context, string? credential)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await CheckAsync(context, credential) is not { } user) return SignInOutcome.Refused;
        await log.WriteAsync(context, user, "sign_in.succeeded", new AuditChange("By", null, "passkey"));
        await PendingSignIn.EndAsync(context);
        await sessions.StartAsync(context, user);
        return SignInOutcome.SignedIn;
    }

    /// <summary>Whether a person's own passkey has signed.</summary>
    public async Task<bool> IsOfAsync(HttpContext context, string? credential, Guid userId)
    {
        ArgumentNullException.ThrowIfNull(context);
        return (await CheckAsync(context, credential))?.Id == userId;
    }

    /// <returns>Whose passkey has signed; <see langword="null"/> if it does not count.</returns>
    private async Task<PortalUser?> CheckAsync(HttpContext context, string? credential)
    {
        // What was never asked for here is noise, which anybody could fill the log with.
        if (await AssertAsync(credential) is not { } result) return null;
        // Its counter: a copy of the passkey shows itself by one that does not rise. The challenge: it is in a cookie, which whoever has seen the request could send again.
        if (result.Succeeded && !result.User.IsDisabled && used.TryUse(credential!) && (await users.AddOrUpdatePasskeyAsync(result.User, result.Passkey)).Succeeded) return result.User;
        await log.WriteAsync(context, result.Succeeded ? result.User : null, "sign_in.passkey_refused");
        return null;
    }

    private async Task<PasskeyAssertionResult<PortalUser>?> AssertAsync(string? credential)
    {
        if (string.IsNullOrEmpty(credential)) return null;
        try
        {
            var result = await signIn.PerformPasskeyAssertionAsync(credential);
            if (!result.Succeeded) NotAccepted(logger, OneLine.Of(result.Failure.Message), null);
            return result;
        }
        catch (InvalidOperationException expired)
        {
            // Nothing was asked for, or too long ago.
            NotAccepted(logger, OneLine.Of(expired.Message), null);
            return null;
        }
        catch (JsonException malformed)
        {
            NotAccepted(logger, malformed.GetType().Name, null);
            return null;
        }
    }
}
