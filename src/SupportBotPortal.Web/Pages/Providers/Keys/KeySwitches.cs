using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Secrets;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Live;

namespace SupportBotPortal.Web.Pages.Providers.Keys;

/// <summary>Tests a new key and switches to it if it is right: as one live run, so that the browser may watch or go away.</summary>
public sealed class KeySwitches(ProviderLiveCalls calls, ConnectionDrafts drafts, StandingAccess access, IServiceScopeFactory scopes)
{
    private static readonly RequirePermissionAttribute Needed = new(ProviderPermissions.Edit);

    /// <param name="althoughUnproven">Switch whatever the test finds.</param>
    /// <returns><see langword="null"/> if too many calls are under way.</returns>
    public LiveRun? Start(HttpContext context, Provider provider, ProviderType type, string key, bool althoughUnproven)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(provider);
        // The request may be over when the test ends.
        var (holder, actor) = (StandingAccess.HolderOf(context), context.Actor());
        return calls.TestNewKey(provider, type, drafts.FromStored(provider, key), context.RunOwner(), actor.Name, test => DecideAsync(provider, key, test, althoughUnproven, holder, actor));
    }

    private async Task<KeySwitchView> DecideAsync(Provider provider, string key, FinishedTest? test, bool althoughUnproven, AccessHolder holder, Actor actor)
    {
        if (test is null) return new(provider.Slug, provider.Name, KeySwitchOutcome.Refused, "Nothing was changed: the key that was there before is still in use.");
        var isProven = KeyReplacement.IsProven(test.Record);
        if (!isProven && !althoughUnproven) return new(provider.Slug, provider.Name, KeySwitchOutcome.NotProven, "The new key was not proven, so it was not stored: the key that was there before is still in use.");
        // A session that was ended, or a right that was taken away, while the test ran is gone for this write, too.
        if (!await access.HoldsAsync(holder, Needed, provider.Environment)) return new(provider.Slug, provider.Name, KeySwitchOutcome.Refused, "You may not replace keys any more, or are signed out, so nothing was changed.");
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            var result = await scope.ServiceProvider.GetRequiredService<KeyReplacement>().StoreAsync(provider, key, test, actor, CancellationToken.None);
            return result.Outcome switch
            {
                ChangeOutcome.Done => new(provider.Slug, provider.Name, KeySwitchOutcome.Switched, isProven ? "The new key is proven, and in use from now on." : "The new key is in use from now on, although it was not proven."),
                ChangeOutcome.NotFound => new(provider.Slug, provider.Name, KeySwitchOutcome.Refused, "The provider was deleted meanwhile, so the new key was not stored."),
                _ => new(provider.Slug, provider.Name, KeySwitchOutcome.Refused, "Somebody else changed the address, a setting or the key of this provider meanwhile, so the new key was not stored. Load this page again, and repeat it."),
            };
        }
        catch (PortalLockedException locked)
        {
            return new(provider.Slug, provider.Name, KeySwitchOutcome.Refused, $"The new key was not stored. {locked.Message}");
        }
    }
}
