using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.Tokens;
using SupportBotPortal.Web.Live;

namespace SupportBotPortal.Web.Api;

/// <summary>Calls of providers that programs wait for: counted as a person's are, and ended when the program goes away.</summary>
public sealed class ApiCalls(LiveRuns runs, IServiceScopeFactory scopes)
{
    /// <param name="subject">What it is about: when that is deleted, it ends.</param>
    /// <returns>What it came to; <see langword="null"/> if too many calls are under way, or it was ended by a deletion.</returns>
    public async Task<T?> RunAsync<T>(HttpContext context, string subject, Func<CancellationToken, Task<T>> work)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);
        var caller = context.Caller();
        T? result = null;
        // The person's share: as many tokens as he may make, he may not call more often.
        var owner = new RunOwner($"token {caller.Token.Id}", caller.Token.UserId.ToString());
        if (runs.Start(owner, async (_, cancellationToken) => result = await work(cancellationToken), subject) is not { } run) return null;
        await using var left = context.RequestAborted.UnsafeRegister(static run => ((LiveRun)run!).Cancel(), run);
        await run.EndedAsync(context.RequestAborted);
        // What failed in the portal itself fails here: it is answered, and in the log.
        if (run.Completion is { IsFaulted: true, Exception.InnerException: { } failed }) throw new InvalidOperationException("A call of a provider failed.", failed);
        return result;
    }

    /// <summary>Whether the token, and its person, may still do it: looked at once more before a write that comes a minute after the request.</summary>
    public async Task<bool> HoldsAsync(HttpContext context, string permission, ProviderEnvironment label)
    {
        ArgumentNullException.ThrowIfNull(context);
        var caller = context.Caller();
        // A scope of its own: the request's has read the permissions already, and remembers them.
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<ApiCallers>().StillAsync(caller.Token.Id, CancellationToken.None) is not { } still) return false;
        var held = await scope.ServiceProvider.GetRequiredService<UserPermissions>().OfAsync(caller.Token.UserId, CancellationToken.None);
        return held.Within(still.Allows).Includes(permission, label);
    }
}
