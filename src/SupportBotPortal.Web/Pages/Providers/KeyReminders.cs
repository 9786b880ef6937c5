using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Web.Pages.Providers;

/// <summary>How many keys of active providers are due for replacement, or will be soon.</summary>
public sealed class KeyReminders(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    public async Task<(int Due, int Soon)> CountAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var active = db.Providers.Where(p => p.IsActive);
        var soon = await active.CountAsync(KeyRotation.IsDueAt(now.AddDays(KeyRotation.SoonDays)), cancellationToken);
        // Whatever is due is also due then.
        var due = soon == 0 ? 0 : await active.CountAsync(KeyRotation.IsDueAt(now), cancellationToken);
        return (due, soon - due);
    }

    public static string Say(int due, int soon) => (due, soon) switch
    {
        (0, _) => $"{Keys(soon)} will be due for replacement within {KeyRotation.SoonDays} days.",
        (_, 0) => $"{Keys(due)} {(due == 1 ? "is" : "are")} due for replacement.",
        _ => $"{Keys(due)} {(due == 1 ? "is" : "are")} due for replacement, {soon:N0} more within {KeyRotation.SoonDays} days.",
    };

    private static string Keys(int count) => count == 1 ? "1 key" : $"{count:N0} keys";
}
